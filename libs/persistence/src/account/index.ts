export * from './account-journal.js';
export * from './account.store.js';
export * from './account.table.js';
export * from './membership.table.js';
export * from './sealed-secret.js';
export * from './session.store.js';
export * from './throttle.store.js';
export * from './transaction-accounts.js';
