export * from './order-act.js';
export * from './order-machine.js';
export * from './order.js';
export * from './resend-link.js';
export * from './terms.data.js';
