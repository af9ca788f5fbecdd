export * from './access-grant.js';
