export { FalseSignatureError, KeyMismatchError } from './authority-key.js';
export { isDemonstration } from './authority-names.js';
export * from './embedded-certificate-authority.js';
export { AuthorityNotFoundedError, UnknownAuthorityError } from './hierarchy.js';
export { IncompleteCrlError, UnsettledRegisterError } from './publish-crl.js';
export { listAddressOf, OtherPublicAddressError } from './public-address.js';
export { endingAuthorities, isNewest } from './ending.js';
export {
  DEMO_NAMES,
  RootKeyAbsentError,
  type AuthorityNames,
  type EmbeddedAuthoritySettings,
} from './settings.js';
