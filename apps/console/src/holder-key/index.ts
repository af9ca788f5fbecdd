export { makeCertificateRequest } from './certificate-request.js';
export { certifiesKey } from './certificate-match.js';
export { DEFAULT_KEY_ALGORITHM, makeKeyPair, readPrivateKey, type KeyAlgorithm } from './key-pair.js';
export * from './password.js';
export { assemblePkcs12, pkcs12FileName, type Pkcs12Content } from './pkcs12.js';
