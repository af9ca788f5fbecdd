export * from './time-stamp.js';
