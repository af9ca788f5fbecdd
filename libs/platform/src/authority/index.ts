export * from './ceremony-record.js';
export * from './compose-authority.js';
export * from './compose-status-probe.js';
