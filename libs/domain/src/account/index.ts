export * from './account.js';
export * from './email-address.js';
