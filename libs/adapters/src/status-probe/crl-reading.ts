import type { PublishedCrl } from '@mandataire/application/certificate';
import { DerError, listsSerial, readCrl, verifierOf, type Issuer } from '@mandataire/pki';
import { InvalidStatusError } from './invalid-status-error.js';

/**
 * What a CRL says of the serial, once it is signed by the issuer and current (RFC 5280 §6.3.3).
 * @throws InvalidStatusError
 */
export function readPublishedCrl(der: Uint8Array, serial: string, issuer: Issuer, now: Date): PublishedCrl {
  try {
    return readList(der, serial, issuer, now);
  } catch (error) {
    if (error instanceof DerError) throw new InvalidStatusError(`CRL unreadable: ${error.message}`);
    throw error;
  }
}

function readList(der: Uint8Array, serial: string, issuer: Issuer, now: Date): PublishedCrl {
  const { toBeSigned, signature, issuerName, thisUpdate, nextUpdate, number, entries } = readCrl(der);
  if (!verifierOf(issuer.publicKey)(toBeSigned, signature))
    throw new InvalidStatusError('CRL signature is false');
  if (!Buffer.from(issuerName).equals(issuer.name)) throw new InvalidStatusError('CRL of another issuer');
  if (!nextUpdate || nextUpdate < now) throw new InvalidStatusError('CRL is stale');
  if (number === undefined) throw new InvalidStatusError('CRL without a number');
  return { listed: listsSerial(entries, serial), number, thisUpdate, nextUpdate };
}
