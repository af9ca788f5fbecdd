export * from './archive-registration.js';
export * from './registration-archive.port.js';
export * from './shred-company.js';
