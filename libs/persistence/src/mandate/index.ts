export * from './mandate.read-model.js';
export * from './mandate.table.js';
