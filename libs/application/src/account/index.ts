export * from './account.ports.js';
export * from './sign-in.js';
export * from './switch-company.js';
