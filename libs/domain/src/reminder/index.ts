export * from './reminder.js';
