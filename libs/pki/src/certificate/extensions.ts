import {
  boolean,
  constructed,
  ia5Octets,
  integer,
  namedBits,
  nul,
  objectIdentifier,
  octetString,
  primitive,
  sequence,
} from '../der/index.js';
import { keyIdentifier } from '../public-key/index.js';
import { ACCESS_CA_ISSUERS, ACCESS_OCSP, EXTENSION } from './extension-type.js';

/** One Extension, DER (RFC 5280 §4.1): `critical` is written only when true. */
export const extension = (oid: string, value: Uint8Array, critical = false): Uint8Array =>
  critical
    ? sequence(objectIdentifier(oid), boolean(true), octetString(value))
    : sequence(objectIdentifier(oid), octetString(value));

/** Names the issuer's key by its identifier only (RFC 5280 §4.2.1.1). */
export const authorityKeyIdentifier = (issuerPublicKey: Uint8Array): Uint8Array =>
  extension(EXTENSION.authorityKeyIdentifier, sequence(primitive(0, keyIdentifier(issuerPublicKey))));

export const subjectKeyIdentifier = (publicKey: Uint8Array): Uint8Array =>
  extension(EXTENSION.subjectKeyIdentifier, octetString(keyIdentifier(publicKey)));

/** Always critical (F36, RFC 5280 §4.2.1.3). */
export const keyUsage = (...bits: readonly number[]): Uint8Array =>
  extension(EXTENSION.keyUsage, namedBits(bits), true);

export const extendedKeyUsage = (purposes: readonly string[]): Uint8Array =>
  extension(EXTENSION.extendedKeyUsage, sequence(...purposes.map(objectIdentifier)));

export const certificatePolicies = (policies: readonly string[]): Uint8Array =>
  extension(
    EXTENSION.certificatePolicies,
    sequence(...policies.map((policy) => sequence(objectIdentifier(policy)))),
  );

/** Critical: cA TRUE with its path length for an authority, empty (cA FALSE) for everyone else (RFC 5280 §4.2.1.9). */
export const basicConstraints = (pathLength?: number): Uint8Array =>
  extension(
    EXTENSION.basicConstraints,
    pathLength === undefined ? sequence() : sequence(boolean(true), integer(pathLength)),
    true,
  );

/** SubjectAltName with one rfc822Name. @throws RangeError on an address outside ASCII. */
export const emailAddress = (email: string): Uint8Array =>
  extension(EXTENSION.subjectAlternativeName, sequence(primitive(1, ia5Octets(email))));

/** caIssuers, and OCSP when there is one (F71, RFC 5280 §4.2.2.1). */
export function authorityInformationAccess(caIssuers: string, ocsp?: string): Uint8Array {
  const access = (method: string, url: string): Uint8Array =>
    sequence(objectIdentifier(method), primitive(6, ia5Octets(url)));
  const descriptions = [access(ACCESS_CA_ISSUERS, caIssuers), ...(ocsp ? [access(ACCESS_OCSP, ocsp)] : [])];
  return extension(EXTENSION.authorityInformationAccess, sequence(...descriptions));
}

/** One distribution point with one URL, no reasons, no other issuer (RFC 5280 §4.2.1.13). */
export const crlDistributionPoint = (url: string): Uint8Array =>
  extension(
    EXTENSION.crlDistributionPoints,
    sequence(sequence(constructed(0, constructed(0, primitive(6, ia5Octets(url)))))),
  );

/** What a list covers. */
export interface CrlScope {
  /** Where it is published, as the certificates that it covers say it; left out: all that its issuer certified. */
  readonly url?: string | undefined;
  /** Whom its issuer certifies: people and services, or authorities. */
  readonly only: 'USERS' | 'AUTHORITIES';
}

/** What a list says of its scope: not indirect, all reasons (RFC 5280 §5.2.5). */
export const crlScope = ({ url, only }: CrlScope): Uint8Array =>
  sequence(
    ...(url === undefined ? [] : [constructed(0, constructed(0, primitive(6, ia5Octets(url))))]),
    primitive(only === 'USERS' ? 1 : 2, Uint8Array.of(0xff)),
  );

/** Critical, as RFC 5280 §5.2.5 wants it. */
export const issuingDistributionPoint = (scope: CrlScope): Uint8Array =>
  extension(EXTENSION.issuingDistributionPoint, crlScope(scope), true);

/** The responder's own certificate isn't checked for revocation (RFC 6960 §4.2.2.2.1): it is short-lived. */
export const ocspNoCheck = (): Uint8Array => extension(EXTENSION.ocspNoCheck, nul());
