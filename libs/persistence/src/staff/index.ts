export * from './staff.store.js';
