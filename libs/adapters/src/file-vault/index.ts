export * from './aes-archive-vault.js';
export * from './aes-file-vault.js';
export { MasterKeys, SealBroken } from './envelope.js';
