export * from './account.ports.js';
export * from './sign-in.js';
export * from './switch-company.js';
export * from './activate-account.js';
export * from './note-opening.js';
