import { bitString, constructed, integer, sequence, time, unsignedInteger } from '../der/index.js';
import type { SignatureAlgorithm } from '../public-key/index.js';
import { serialOctets } from './serial.js';

/** The authority that signs: its subject and key, as they stand in its own certificate. */
export interface Issuer {
  /** Name, DER: copied octet for octet into what it signs, so that chains compare equal. */
  readonly name: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What every certificate of this CA has, whatever its kind. */
export interface CertificateBasis {
  /** Lower-case hexadecimal. */
  readonly serial: string;
  /** SubjectPublicKeyInfo of the subject, DER. */
  readonly publicKey: Uint8Array;
  readonly validity: Validity;
}

export interface ToBeSigned extends CertificateBasis {
  readonly algorithm: SignatureAlgorithm;
  readonly issuerName: Uint8Array;
  readonly subjectName: Uint8Array;
  /** Each one an Extension, DER. */
  readonly extensions: readonly Uint8Array[];
}

/** TBSCertificate version 3 (RFC 5280 §4.1.2). */
export const writeToBeSigned = (fields: ToBeSigned): Uint8Array =>
  sequence(
    constructed(0, integer(2)),
    unsignedInteger(serialOctets(fields.serial)),
    fields.algorithm.der,
    fields.issuerName,
    sequence(time(fields.validity.notBefore), time(fields.validity.notAfter)),
    fields.subjectName,
    fields.publicKey,
    constructed(3, sequence(...fields.extensions)),
  );

/** A certificate or CRL: what was signed, how, and the signature (RFC 5280 §4.1, §5.1). */
export const writeSigned = (
  toBeSigned: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array => sequence(toBeSigned, algorithm.der, bitString(signature));
