export * from './identity-verification.js';
