export * from './sql-fleet-reader.js';
