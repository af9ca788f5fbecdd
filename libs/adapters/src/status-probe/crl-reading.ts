import {
  childrenOf,
  DerError,
  expectTag,
  readBitString,
  readDer,
  readIntegerOctets,
  readTime,
  serialToHex,
  TAG,
  verifierOf,
  type DerNode,
  type Issuer,
} from '@mandataire/pki';
import { InvalidStatusError } from './invalid-status-error.js';

/**
 * Whether a CRL lists the serial, once it is signed by the issuer and current (RFC 5280 §6.3.3).
 * @throws InvalidStatusError
 */
export function crlLists(der: Uint8Array, serial: string, issuer: Issuer, now: Date): boolean {
  try {
    return readList(der, serial, issuer, now);
  } catch (error) {
    if (error instanceof DerError) throw new InvalidStatusError(`CRL unreadable: ${error.message}`);
    throw error;
  }
}

function readList(der: Uint8Array, serial: string, issuer: Issuer, now: Date): boolean {
  const [toBeSigned, , signature] = childrenOf(readDer(der), TAG.SEQUENCE);
  const signed = expectTag(toBeSigned, TAG.SEQUENCE);
  if (!verifierOf(issuer.publicKey)(signed.raw, readBitString(signature))) {
    throw new InvalidStatusError('CRL signature is false');
  }
  const [, , name, , nextUpdate, entries] = childrenOf(signed, TAG.SEQUENCE);
  if (!name || !Buffer.from(name.raw).equals(issuer.name))
    throw new InvalidStatusError('CRL of another issuer');
  if (!nextUpdate || readTime(nextUpdate) < now) throw new InvalidStatusError('CRL is stale');
  // Without a revoked certificate the list is absent and the extensions come here (§5.1.2.6).
  if (entries?.tag !== TAG.SEQUENCE) return false;
  return childrenOf(entries, TAG.SEQUENCE).some((entry) => serialOf(entry) === serial);
}

const serialOf = (entry: DerNode): string =>
  serialToHex(readIntegerOctets(childrenOf(entry, TAG.SEQUENCE)[0]));
