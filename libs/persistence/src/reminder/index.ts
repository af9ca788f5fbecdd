export * from './reminder.read-model.js';
export * from './reminder.table.js';
export * from './reminder.repository.js';
