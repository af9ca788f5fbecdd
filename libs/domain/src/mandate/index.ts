export * from './mandate.js';
