export * from './letter.js';
export * from './mail.port.js';
export * from './calendar.port.js';
