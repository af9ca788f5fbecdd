export * from './open-company.js';
