import { createHash, randomBytes } from 'node:crypto';
import {
  constructed,
  keyBits,
  nul,
  objectIdentifier,
  octetString,
  OCSP_NONCE,
  sequence,
  unsignedInteger,
  type Issuer,
} from '@mandataire/pki';

const SHA1 = '1.3.14.3.2.26';

export interface OcspQuestion {
  /** OCSPRequest, DER. */
  readonly der: Uint8Array;
  /** CertID, DER: the answer must be about exactly this one. */
  readonly certificateId: Uint8Array;
  /** Content of the nonce extension. */
  readonly nonce: Uint8Array;
}

/** One certificate asked about (RFC 6960 §4.1.1); issuer named by SHA-1 as most clients do, with a nonce (RFC 9654). */
export function askOcsp(issuer: Issuer, serial: string): OcspQuestion {
  const certificateId = sequence(
    sequence(objectIdentifier(SHA1), nul()),
    octetString(createHash('sha1').update(issuer.name).digest()),
    octetString(createHash('sha1').update(keyBits(issuer.publicKey)).digest()),
    unsignedInteger(Buffer.from(serial, 'hex')),
  );
  const nonce = octetString(randomBytes(16));
  const extensions = constructed(2, sequence(sequence(objectIdentifier(OCSP_NONCE), octetString(nonce))));
  return {
    der: sequence(sequence(sequence(sequence(certificateId)), extensions)),
    certificateId,
    nonce,
  };
}
