export * from './file-table-reader.js';
