export * from './planned-change.js';
