export * from './letter.js';
export * from './mail.port.js';
