export * from './tenant-locator.port.js';
