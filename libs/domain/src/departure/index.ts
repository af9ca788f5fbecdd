export * from './departure.js';
