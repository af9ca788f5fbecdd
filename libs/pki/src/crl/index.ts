export * from './write-crl.js';
