export * from './authorise.js';
