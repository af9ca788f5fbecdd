export * from './certificate-authority.port.js';
