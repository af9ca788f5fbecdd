export * from './certified-data.js';
