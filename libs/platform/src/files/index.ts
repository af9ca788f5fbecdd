export * from './compose-files.js';
