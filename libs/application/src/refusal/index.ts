export * from './refused-error.js';
