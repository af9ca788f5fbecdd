export * from './ics-calendar-writer.js';
