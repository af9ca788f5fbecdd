export * from './journal.read-model.js';
export * from './recorder.js';
