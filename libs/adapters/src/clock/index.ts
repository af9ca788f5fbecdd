export * from './node-randomness.js';
export * from './sha256-hasher.js';
export * from './system-clock.js';
