export * from './expire-verification.js';
export * from './plan-verification.js';
export * from './record-in.js';
export * from './record-verification.js';
export * from './send-meeting-invitation.js';
