export * from './compose-status.js';
