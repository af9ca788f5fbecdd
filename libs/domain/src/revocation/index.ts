export * from './revocation.js';
export * from './revocation-task.js';
