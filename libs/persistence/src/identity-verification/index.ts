export * from './identity-verification.read-model.js';
export * from './identity-verification.table.js';
