export * from './compose-authority.js';
