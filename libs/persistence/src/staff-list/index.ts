export * from './sql-colleagues.js';
export * from './sql-staff-lists.js';
export * from './staff-list.read-model.js';
export * from './staff-list.table.js';
