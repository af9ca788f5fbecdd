import { readPublicKey } from '../public-key/index.js';
import { checkHolderKey } from '../request/index.js';
import { unless, type Lint } from './lint.js';

/** Key of the holder: RSA-3072 with a sound exponent (F74), or P-256. */
export const publicKeyLint: Lint = {
  clause: 'D21',
  check: ({ publicKey }) =>
    unless(
      checkHolderKey(readPublicKey(publicKey)) === undefined,
      'the public key is too weak or of another algorithm',
    ),
};
