export * from './company.table.js';
export * from './company.read-model.js';
