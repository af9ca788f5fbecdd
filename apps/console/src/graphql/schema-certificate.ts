import type { DateTime } from './schema.js';

/** What stands in a certificate and what the public service says of it (apps/api/schema.graphql). */
export interface NameAttribute {
  readonly oid: string;
  readonly name: string | null;
  readonly value: string;
}

export interface ExtensionValue {
  readonly kind: string | null;
  readonly value: string;
}

export interface CertificateExtension {
  readonly oid: string;
  readonly name: string | null;
  readonly critical: boolean;
  readonly values: readonly ExtensionValue[];
}

export interface CertificateContent {
  readonly version: number;
  readonly subject: readonly NameAttribute[];
  readonly issuer: readonly NameAttribute[];
  readonly signatureAlgorithm: string;
  readonly keyAlgorithm: 'RSA' | 'EC' | 'OTHER';
  readonly keyBits: number | null;
  readonly keyCurve: string | null;
  readonly extensions: readonly CertificateExtension[];
  readonly sha256: string;
  readonly sha1: string;
  /** Issuing authority first, root last. */
  readonly chain: readonly { readonly name: string; readonly pem: string }[];
  /** PKCS#7, base64. */
  readonly bundle: string;
}

export interface PublishedStatus {
  readonly checkedAt: DateTime;
  readonly ocsp: { readonly state: 'GOOD' | 'REVOKED' | 'UNKNOWN'; readonly thisUpdate: DateTime } | null;
  readonly crl: {
    readonly listed: boolean;
    readonly number: number;
    readonly thisUpdate: DateTime;
    readonly nextUpdate: DateTime;
  } | null;
}
