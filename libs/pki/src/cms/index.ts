export * from './certificates-only.js';
