export * from './issue-link.js';
export * from './link-token.js';
export * from './open-link.js';
export * from './confirm-act.js';
