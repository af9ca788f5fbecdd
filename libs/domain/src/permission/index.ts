export * from './permission.data.js';
export * from './permission.js';
