export * from './certificate-request-inspector.js';
export * from './embedded/index.js';
export * from './cmp/index.js';
