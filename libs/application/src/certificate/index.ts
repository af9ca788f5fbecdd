export * from './abandon-reserved.js';
export * from './answer-certificate.js';
export * from './certificate-authority.port.js';
export * from './crl-register.port.js';
export * from './expire-certificate.js';
export * from './issue-certificate.js';
export * from './read-retrieval.js';
export * from './serial.js';
