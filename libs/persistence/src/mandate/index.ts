export * from './evidence.read-model.js';
export * from './evidence.table.js';
export * from './delegation.read-model.js';
export * from './mandate.read-model.js';
export * from './mandate.table.js';
