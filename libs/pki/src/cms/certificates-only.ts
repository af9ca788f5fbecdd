import { constructed, integer, objectIdentifier, sequence, set } from '../der/index.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';

/**
 * Certificates as one file (`.p7b`, `.p7c`): SignedData with neither content nor signers (RFC 5652 §5.1, RFC 8551 §3.8),
 * in the order given. DER.
 */
export const certificatesOnly = (certificates: readonly Uint8Array[]): Uint8Array =>
  sequence(
    objectIdentifier(SIGNED_DATA),
    constructed(
      0,
      sequence(integer(1), set(), sequence(objectIdentifier(DATA)), constructed(0, ...certificates), set()),
    ),
  );
