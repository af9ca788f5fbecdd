export * from './cancel-order.js';
export * from './co-sign-order.js';
export * from './consent.js';
export * from './decide-order.js';
export * from './order-evidence.js';
export * from './place-order.js';
export * from './send-order-link.js';
export * from './tell-company.js';
