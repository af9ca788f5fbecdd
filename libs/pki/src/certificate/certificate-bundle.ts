import { constructed, integer, objectIdentifier, sequence, set } from '../der/index.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';

/**
 * Certificates as a "certs-only" CMS message (RFC 5652 §5.1, RFC 5280 §4.2.2.1), DER: signed data without content and
 * without signer. A set, so the order says nothing: it is that of the octets (X.690 §11.6).
 */
export function writeCertificateBundle(certificates: readonly Uint8Array[]): Uint8Array {
  const sorted = [...certificates].sort((one, other) => Buffer.compare(one, other));
  const signedData = sequence(
    integer(1),
    set(),
    sequence(objectIdentifier(DATA)),
    constructed(0, ...sorted),
    set(),
  );
  return sequence(objectIdentifier(SIGNED_DATA), constructed(0, signedData));
}
