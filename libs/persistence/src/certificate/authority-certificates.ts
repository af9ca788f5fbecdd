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

/** The newest list of an authority. */
export async function readCurrentCrl(
  database: ReadDatabase,
  issuerId: string,
): Promise<CertificateRevocationList | undefined> {
  const { rows } = await database.platform<CertificateRevocationList>(
    `SELECT issuer_id AS "issuerId", number, der, this_update AS "thisUpdate", next_update AS "nextUpdate"
     FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1`,
    [issuerId],
  );
  return rows[0];
}
