export { FalseSignatureError } from './authority-key.js';
export * from './embedded-certificate-authority.js';
export { AuthorityNotFoundedError } from './found-authority.js';
export { DEMO_NAMES, type AuthorityNames, type EmbeddedAuthoritySettings } from './settings.js';
