export * from './document.js';
export * from './identity-meeting.js';
export * from './identity-verification.js';
export * from './method.data.js';
export * from './verification-machine.js';
