export * from './der-error.js';
export * from './der-reader.js';
export * from './der-writer.js';
export * from './oid.js';
export * from './pem.js';
export * from './tag.js';
export * from './time.js';
