export * from './issuer-match.js';
export * from './ocsp-request.js';
export * from './ocsp-response.js';
