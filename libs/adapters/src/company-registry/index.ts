export * from './no-registry.js';
export * from './sirene-registry.js';
