export * from './public-key.js';
export * from './signature-algorithm.js';
