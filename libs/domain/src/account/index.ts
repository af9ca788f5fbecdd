export * from './account.js';
export * from './device.js';
export * from './email-address.js';
export * from './password.js';
export * from './recovery-code.js';
export * from './session.js';
export * from './throttle.js';
