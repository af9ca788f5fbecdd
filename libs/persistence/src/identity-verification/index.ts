export * from './identity-verification.read-model.js';
export * from './identity-verification.table.js';
export * from './identity-meeting.read-model.js';
export * from './identity-meeting.table.js';
