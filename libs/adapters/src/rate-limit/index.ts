export * from './memory-rate-limiter.js';
