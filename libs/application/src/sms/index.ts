export * from './sms.port.js';
