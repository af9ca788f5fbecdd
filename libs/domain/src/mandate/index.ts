export * from './mandate.js';
export * from './mandate-act.js';
export * from './mandate-signing.js';
export * from './mandate-text.data.js';
export * from './mandate-paper.js';
export * from './later-mandate.js';
export * from './mandate-confirmation.js';
export * from './signature-delegation.js';
