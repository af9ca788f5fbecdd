export * from './decide-mandate.js';
export * from './end-mandate.js';
export * from './invite-representative.js';
export * from './mandate-file.js';
export * from './open-company.js';
export * from './send-mandate-link.js';
export * from './sign-mandate.js';
export * from './tell-mandate.js';
