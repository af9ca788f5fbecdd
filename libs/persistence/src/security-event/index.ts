export * from './sql-security-event-store.js';
