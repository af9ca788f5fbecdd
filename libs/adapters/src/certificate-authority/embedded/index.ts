export { FalseSignatureError } from './authority-key.js';
export * from './embedded-certificate-authority.js';
export { AuthorityNotFoundedError, UnknownAuthorityError } from './hierarchy.js';
export { IncompleteCrlError, UnsettledRegisterError } from './publish-crl.js';
export { DEMO_NAMES, type AuthorityNames, type EmbeddedAuthoritySettings } from './settings.js';
