export * from './add-file.js';
export * from './attach-file.js';
export * from './open-file.js';
export * from './registration-archive.port.js';
export * from './rotate-file-keys.js';
export * from './stored-file.ports.js';
export * from './sweep-file.js';
