export * from './sql-registration-archive.js';
