export * from './read-crl.js';
export * from './revoked-entries.js';
export * from './write-crl.js';
