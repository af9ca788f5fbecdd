export * from './mandate.table.js';
