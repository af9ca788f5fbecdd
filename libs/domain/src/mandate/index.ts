export * from './mandate.js';
export * from './mandate-act.js';
export * from './mandate-signing.js';
export * from './mandate-text.data.js';
export * from './signing-means.js';
