export * from './plan-reminders.js';
export * from './send-reminder.js';
