export * from './cancel-identity-change.js';
export * from './carry-identity-change.js';
export * from './change-identity.js';
export * from './supersede-order.js';
