interface Digest {
  readonly name: string;
  /** In octets. */
  readonly length: number;
}

/** Digests in which a client may name an issuer; SHA-1 is what most clients send, and no security rests on it here. */
export const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ['1.3.14.3.2.26', { name: 'sha1', length: 20 }],
  ['2.16.840.1.101.3.4.2.1', { name: 'sha256', length: 32 }],
  ['2.16.840.1.101.3.4.2.2', { name: 'sha384', length: 48 }],
  ['2.16.840.1.101.3.4.2.3', { name: 'sha512', length: 64 }],
]);
