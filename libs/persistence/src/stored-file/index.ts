export * from './stored-file.repository.js';
export * from './stored-file.table.js';
