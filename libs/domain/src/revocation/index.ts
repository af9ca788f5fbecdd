export * from './revocation.js';
