export * from './sql-company-names.js';
export * from './sql-due-work.js';
export * from './sql-outbox-store.js';
export * from './sql-tenant-locator.js';
export * from './sql-issued-certificates.js';
export * from './sql-onboarding-reader.js';
export * from './sql-portfolio.js';
export * from './sql-file-keys.js';
