export * from './identity-change.read-model.js';
export * from './identity-change.table.js';
