export * from './ceremony-record.js';
export * from './compose-authority.js';
