export * from './archive-registration.js';
export * from './shred-company.js';
