export * from './departure.read-model.js';
export * from './departure.table.js';
