export * from './openssl.js';
export * from './throw-away-chain.builder.js';
export * from './plain-ocsp-request.builder.js';
