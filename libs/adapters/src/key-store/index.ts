export { KeyExistsError, UnknownKeyError } from './key-name.js';
export * from './pkcs11/index.js';
export { SealedKeyError } from './sealed-file.js';
export * from './sealed-key-store.js';
