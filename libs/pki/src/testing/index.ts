export * from './openssl.js';
export * from './throw-away-chain.builder.js';
