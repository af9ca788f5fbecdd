export * from './order.read-model.js';
export * from './order.table.js';
export * from './order-charge.js';
