export * from './env-example.js';
export * from './read-config.js';
export * from './settings.data.js';
export * from './settings.js';
