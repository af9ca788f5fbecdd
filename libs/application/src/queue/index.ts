export * from './queue.port.js';
