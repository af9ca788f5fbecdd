export * from './renewal.js';
