export * from './cmp-certificate-authority.js';
