export * from './standing.read-model.js';
export * from './viewer.read-model.js';
