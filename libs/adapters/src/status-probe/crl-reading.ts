import type { PublishedCrl } from '@mandataire/application/certificate';
import { DerError, crlScope, listsSerial, readCrl, verifierOf, type Issuer } from '@mandataire/pki';
import { InvalidStatusError } from './invalid-status-error.js';

/** An issuer, and where the certificates that it signs say that its list is. */
export interface ListIssuer extends Issuer {
  readonly listAddress: string | undefined;
}

/**
 * What a CRL says of the serial, once it is signed by the issuer, current and of the scope that the certificates name
 * (RFC 5280 §6.3.3).
 * @throws InvalidStatusError
 */
export function readPublishedCrl(
  der: Uint8Array,
  serial: string,
  issuer: ListIssuer,
  now: Date,
): PublishedCrl {
  try {
    return readList(der, serial, issuer, now);
  } catch (error) {
    if (error instanceof DerError) throw new InvalidStatusError(`CRL unreadable: ${error.message}`);
    throw error;
  }
}

function readList(der: Uint8Array, serial: string, issuer: ListIssuer, now: Date): PublishedCrl {
  const { toBeSigned, signature, issuerName, distributionPoint, thisUpdate, nextUpdate, number, entries } =
    readCrl(der);
  if (!verifierOf(issuer.publicKey)(toBeSigned, signature))
    throw new InvalidStatusError('CRL signature is false');
  if (!Buffer.from(issuerName).equals(issuer.name)) throw new InvalidStatusError('CRL of another issuer');
  const scope = crlScope({ only: 'USERS', url: issuer.listAddress });
  if (!distributionPoint || !Buffer.from(distributionPoint).equals(scope))
    throw new InvalidStatusError('CRL of another scope than the certificates name');
  if (!nextUpdate || nextUpdate < now) throw new InvalidStatusError('CRL is stale');
  if (number === undefined) throw new InvalidStatusError('CRL without a number');
  return { listed: listsSerial(entries, serial), number, thisUpdate, nextUpdate };
}
