export * from './permission.data.js';
export * from './permission.js';
export * from './role-incompatibility.data.js';
export * from './role-incompatibility.js';
