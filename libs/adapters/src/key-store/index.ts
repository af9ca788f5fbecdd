export { KeyExistsError } from './key-file.js';
export { SealedKeyError } from './sealed-file.js';
export * from './sealed-key-store.js';
