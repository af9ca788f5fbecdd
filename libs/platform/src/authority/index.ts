export * from './compose-authority.js';
export * from './compose-status-probe.js';
