export * from './stored-file.repository.js';
export * from './stored-file.table.js';
export * from './stored-file.read-model.js';
