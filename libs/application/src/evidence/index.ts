export * from './canonical-json.js';
export * from './evidence.ports.js';
export * from './mandate-evidence.js';
export * from './evidence.repositories.js';
