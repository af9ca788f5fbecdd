import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AuthorityRefusedError } from '@mandataire/application/certificate';
import {
  TAG,
  childrenOf,
  integer,
  objectIdentifier,
  octetString,
  readOctets,
  readOid,
  readUnsigned,
  sequence,
  type DerNode,
} from '@mandataire/pki';

const PASSWORD_BASED_MAC = '1.2.840.113533.7.66.13';
const SHA256 = '2.16.840.1.101.3.4.2.1';
/** Those that RFC 9481 §6.1.1 allows and that a peer may choose; ours are SHA-256. */
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const HMAC_SHA256 = '1.2.840.113549.2.9';
/** HMAC with SHA-1 is what OpenSSL's server answers with: as a MAC it is not known to be weak (RFC 6194 §3.3). */
const MACS: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.8.1.2': 'sha1',
  [HMAC_SHA256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const ITERATIONS = { ours: 10_000, most: 100_000 } as const;

/** How one message is protected by the shared secret (RFC 9810 §5.1.3.1, password-based MAC). */
export interface MacParameters {
  readonly salt: Uint8Array;
  readonly owf: string;
  readonly iterations: number;
  readonly mac: string;
}

/** With a salt of its own, so that no two messages have the same key. */
export const newMacParameters = (): MacParameters => ({
  salt: randomBytes(16),
  owf: 'sha256',
  iterations: ITERATIONS.ours,
  mac: 'sha256',
});

/** AlgorithmIdentifier of our own messages, DER. */
export const writeMacAlgorithm = ({ salt, iterations }: MacParameters): Uint8Array =>
  sequence(
    objectIdentifier(PASSWORD_BASED_MAC),
    sequence(
      octetString(salt),
      sequence(objectIdentifier(SHA256)),
      integer(iterations),
      sequence(objectIdentifier(HMAC_SHA256)),
    ),
  );

/** @throws AuthorityRefusedError on another protection, or on one that is too weak or too costly. */
export function readMacAlgorithm(algorithm: DerNode): MacParameters {
  const [type, parameters] = childrenOf(algorithm, TAG.SEQUENCE);
  if (readOid(type) !== PASSWORD_BASED_MAC) throw unbelievable('is not protected by the shared secret');
  const [salt, owfNode, iterationsNode, macNode] = childrenOf(parameters, TAG.SEQUENCE);
  const owf = DIGESTS[readOid(childrenOf(owfNode, TAG.SEQUENCE)[0])];
  const mac = MACS[readOid(childrenOf(macNode, TAG.SEQUENCE)[0])];
  const iterations = Number(readUnsigned(iterationsNode));
  if (!owf || !mac || iterations < 1 || iterations > ITERATIONS.most) {
    throw unbelievable('is protected by a method that is not accepted');
  }
  return { salt: readOctets(salt), owf, iterations, mac };
}

/** MAC over header and body, as they stand in the message (ProtectedPart, RFC 9810 §5.1.3). */
export function macOf(
  secret: string,
  { salt, owf, iterations, mac }: MacParameters,
  header: Uint8Array,
  body: Uint8Array,
): Buffer {
  let key = Buffer.concat([Buffer.from(secret, 'utf8'), salt]);
  for (let round = 0; round < iterations; round += 1) key = createHash(owf).update(key).digest();
  return createHmac(mac, key).update(sequence(header, body)).digest();
}

export const sameMac = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** An answer that whoever sits between could have made. */
export const unbelievable = (what: string): AuthorityRefusedError =>
  new AuthorityRefusedError(`The authority's answer ${what}: nothing in it is believed`);
