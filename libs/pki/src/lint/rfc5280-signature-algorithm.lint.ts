import { unless, type Lint } from './lint.js';

/** Version 3, and the algorithm outside the signed part repeats the one inside. */
export const signatureAlgorithmLint: Lint = {
  clause: 'RFC 5280 §4.1.1.2',
  check: ({ version, signatureAlgorithm, innerSignatureAlgorithm }) => [
    ...unless(version === 3, 'version is not 3'),
    ...unless(
      Buffer.from(signatureAlgorithm).equals(innerSignatureAlgorithm),
      'the two signature algorithms differ',
    ),
  ],
};
