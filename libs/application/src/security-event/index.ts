export * from './security-event.port.js';
