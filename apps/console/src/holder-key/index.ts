export { makeCertificateRequest } from './certificate-request.js';
export { certifiesKey } from './certificate-match.js';
export { DEFAULT_KEY_ALGORITHM, makeKeyPair, readPrivateKey, type KeyAlgorithm } from './key-pair.js';
export * from './password.js';
export { assemblePkcs12, pkcs12FileName, type Pkcs12Content } from './pkcs12.js';
export { openPkcs12, Pkcs12Error, type OpenedPkcs12, type Pkcs12Fault } from './open-pkcs12.js';
export { signCms } from './sign-cms.js';
