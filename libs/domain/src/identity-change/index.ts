export * from './identity-change.js';
export * from './planned-change.js';
