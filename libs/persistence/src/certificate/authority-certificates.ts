import type { AuthorityCertificate, CertificateRevocationList } from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';

/** Root, issuing authority and OCSP signers, oldest first. */
export async function readAuthorityCertificates(
  database: ReadDatabase,
): Promise<readonly AuthorityCertificate[]> {
  const { rows } = await database.platform<AuthorityCertificate>(
    `SELECT id, kind, name, issuer_id AS "issuerId", key_ref AS "keyRef", der, not_before AS "notBefore",
       not_after AS "notAfter"
     FROM authority_certificate ORDER BY not_before, array_position('{ROOT,ISSUING}', kind), name, id`,
  );
  return rows;
}

const SLICE = 1 << 22;

/**
 * The newest list of an authority; `known` itself when that is it. In slices: a list of 40 MB would otherwise stand in
 * memory as hexadecimal, twice as long, before it is one.
 */
export async function readCurrentCrl(
  database: ReadDatabase,
  issuerId: string,
  known?: CertificateRevocationList,
): Promise<CertificateRevocationList | undefined> {
  const { rows } = await database.platform<Omit<CertificateRevocationList, 'der'> & { size: number }>(
    `SELECT issuer_id AS "issuerId", number, octet_length(der) AS size, this_update AS "thisUpdate",
       next_update AS "nextUpdate" FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1`,
    [issuerId],
  );
  if (!rows[0]) return undefined;
  const { size, ...list } = rows[0];
  if (known?.number === list.number && known.thisUpdate.getTime() === list.thisUpdate.getTime()) return known;
  return { ...list, der: await octetsOf(database, list, size) };
}

async function octetsOf(
  database: ReadDatabase,
  { issuerId, number }: Omit<CertificateRevocationList, 'der'>,
  size: number,
): Promise<Uint8Array> {
  const der = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; at += SLICE) {
    const { rows } = await database.platform<{ slice: Buffer | null }>(
      'SELECT substr(der, $3, $4) AS slice FROM crl WHERE issuer_id = $1 AND number = $2',
      [issuerId, number, at + 1, SLICE],
    );
    if (!rows[0]?.slice) throw new Error(`The octets of list ${number} have gone`);
    der.set(rows[0].slice, at);
  }
  return der;
}
