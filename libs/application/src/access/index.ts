export * from './access-grant.port.js';
export * from './open-access.js';
