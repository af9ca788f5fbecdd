export * from './access-grant.read-model.js';
export * from './access-grant.table.js';
