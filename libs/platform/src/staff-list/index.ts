export * from './batch-gate.js';
