export * from './file-name.js';
export * from './retention.js';
export * from './stored-file.data.js';
export * from './stored-file.js';
