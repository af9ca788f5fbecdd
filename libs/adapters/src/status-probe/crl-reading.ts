import type { PublishedCrl } from '@mandataire/application/certificate';
import {
  childrenOf,
  DerError,
  EXTENSION,
  expectTag,
  readBitString,
  readDer,
  readExtensions,
  readTime,
  readUnsigned,
  TAG,
  unsignedInteger,
  verifierOf,
  type DerNode,
  type Issuer,
} from '@mandataire/pki';
import { InvalidStatusError } from './invalid-status-error.js';

/**
 * What a CRL says of the serial, once it is signed by the issuer and current (RFC 5280 §6.3.3).
 * @throws InvalidStatusError
 */
export function readCrl(der: Uint8Array, serial: string, issuer: Issuer, now: Date): PublishedCrl {
  try {
    return readList(der, serial, issuer, now);
  } catch (error) {
    if (error instanceof DerError) throw new InvalidStatusError(`CRL unreadable: ${error.message}`);
    throw error;
  }
}

function readList(der: Uint8Array, serial: string, issuer: Issuer, now: Date): PublishedCrl {
  const [toBeSigned, , signature] = childrenOf(readDer(der), TAG.SEQUENCE);
  const signed = expectTag(toBeSigned, TAG.SEQUENCE);
  if (!verifierOf(issuer.publicKey)(signed.raw, readBitString(signature))) {
    throw new InvalidStatusError('CRL signature is false');
  }
  const fields = childrenOf(signed, TAG.SEQUENCE);
  const [, , name, thisUpdate, nextUpdate, entries] = fields;
  if (!name || !Buffer.from(name.raw).equals(issuer.name))
    throw new InvalidStatusError('CRL of another issuer');
  if (!thisUpdate || !nextUpdate || readTime(nextUpdate) < now) throw new InvalidStatusError('CRL is stale');
  return {
    // Without a revoked certificate the list is absent and the extensions come here (§5.1.2.6).
    listed: entries?.tag === TAG.SEQUENCE && isListed(entries, serial),
    number: numberOf(fields.find(({ tag }) => tag === 0xa0)),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
  };
}

/** Looked for as octets, since a list may have a million entries: 16 random ones stand nowhere else by chance. */
const isListed = ({ content }: DerNode, serial: string): boolean =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(
    Buffer.from(unsignedInteger(Buffer.from(serial, 'hex'))),
  );

function numberOf(extensions: DerNode | undefined): number {
  const number = readExtensions(extensions).find(({ oid }) => oid === EXTENSION.crlNumber);
  if (!number) throw new InvalidStatusError('CRL without a number');
  return Number(readUnsigned(readDer(number.value)));
}
