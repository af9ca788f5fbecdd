export * from './http-time-stamper.js';
