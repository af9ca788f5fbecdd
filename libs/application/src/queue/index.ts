export * from './queue.port.js';
export * from './due-work.port.js';
export * from './job-ledger.js';
