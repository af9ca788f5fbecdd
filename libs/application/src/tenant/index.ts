export * from './open-company.js';
export * from './tenant-locator.port.js';
