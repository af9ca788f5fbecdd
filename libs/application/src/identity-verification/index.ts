export * from './record-verification.js';
