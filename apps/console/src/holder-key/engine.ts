import * as pkijs from 'pkijs';

/** WebCrypto of the browser, or of Node 20 in the journey script; a caller may pass another one. */
export type WebCrypto = Crypto;

/** The pkijs engine over this WebCrypto. No global engine is set: importing these modules changes nothing elsewhere. */
export const engineOf = (crypto: WebCrypto = globalThis.crypto): pkijs.CryptoEngine =>
  new pkijs.CryptoEngine({ name: 'holder-key', crypto });
