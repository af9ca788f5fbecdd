export * from './verification-day.read-model.js';
export * from './verification-day.table.js';
