export * from './compose-worker.js';
