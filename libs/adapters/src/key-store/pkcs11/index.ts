export { Pkcs11MissingError } from './cryptoki-module.js';
export * from './pkcs11-key-store.js';
export { AmbiguousKeyError } from './token-session.js';
export { PinRefusedError, type TokenSettings } from './token-sessions.js';
