export * from './agreement-text.data.js';
export * from './verification-day.js';
