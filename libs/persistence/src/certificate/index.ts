export * from './certificate-status.reader.js';
export * from './certificate.read-model.js';
export * from './certificate.table.js';
export * from './registers.js';
export * from './sql-authority-register.js';
export * from './sql-revocation-feed.js';
