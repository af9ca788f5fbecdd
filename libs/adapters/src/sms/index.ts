export * from './http-sms-sender.js';
export * from './mailbox-sms-sender.js';
