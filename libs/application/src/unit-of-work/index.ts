export * from './staff-lists.port.js';
export * from './unit-of-work.port.js';
