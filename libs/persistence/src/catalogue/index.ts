export * from './sql-catalogue.js';
