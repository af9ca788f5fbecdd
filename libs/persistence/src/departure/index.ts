export * from './departure.read-model.js';
export * from './departure.repository.js';
export * from './departure.table.js';
