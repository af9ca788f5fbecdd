export * from './certificate-describer.js';
export * from './certificate-request-inspector.js';
export * from './check-issued.js';
export * from './embedded/index.js';
export * from './cmp/index.js';
