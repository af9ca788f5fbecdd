export * from './argon2-password-hasher.js';
export * from './common-passwords.js';
export * from './hash-lanes.js';
