export * from './correlations.js';
export * from './revocation.read-model.js';
export * from './revocation.table.js';
export * from './revocation-task.read-model.js';
export * from './revocation-task.table.js';
