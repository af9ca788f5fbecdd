export * from './holder-key.js';
export * from './inspect-certificate-request.js';
