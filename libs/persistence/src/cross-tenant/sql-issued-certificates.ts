import type {
  CertificateRevocationList,
  IssuedCertificates,
  StoredCertificate,
} from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

const CERTIFICATES = `
  SELECT c.tenant_id AS "tenantId", c.id, c.holder_id AS "holderId", c.state, c.issuer_id AS "issuerId", c.serial,
    c.public_key_hash AS "publicKeyHash", c.certified_data AS "certifiedData", c.profile,
    c.not_before AS "notBefore", c.not_after AS "notAfter", c.der, s.state AS status,
    s.not_after AS "statusNotAfter", s.revoked_at AS "revokedAt",
    EXISTS (SELECT FROM identity_verification v
      WHERE v.tenant_id = c.tenant_id AND v.id = o.verification_id AND v.holder_id = c.holder_id
        AND v.identity_number = o.identity_number AND v.verified_at <= at.issuance
        AND (v.state IN ('VERIFIED', 'STALE') OR (v.state = 'INVALIDATED' AND c.state = 'REVOKED'))
        AND v.document_expires_on >= (v.verified_at AT TIME ZONE 'Europe/Paris')::date
        AND (o.kind = 'RENEWAL' OR v.verified_at >= coalesce(o.decided_at, at.issuance)
          - make_interval(days => (p.facts #>> '{verificationMaxAge,days}')::integer))) AS verified,
    EXISTS (SELECT FROM order_act a
      WHERE a.tenant_id = c.tenant_id AND a.order_id = o.id AND a.kind = 'CO_SIGNATURE'
        AND (EXISTS (SELECT FROM mandate m
          WHERE m.tenant_id = c.tenant_id AND m.agent_account_id = a.account_id
            AND m.state IN ('ACTIVE', 'REVOKED', 'ENDED', 'EXPIRED')
            AND CASE o.kind WHEN 'RENEWAL' THEN 'RENEW' ELSE 'ORDER' END = ANY (m.acts)
            AND o.product_code = ANY (m.product_codes)
            AND (a.at AT TIME ZONE 'Europe/Paris')::date BETWEEN m.starts_on AND m.ends_on
            AND (m.ended_at IS NULL OR m.ended_at > a.at))
          OR EXISTS (SELECT FROM membership r
            WHERE r.tenant_id = c.tenant_id AND r.account_id = a.account_id AND r.role = 'LEGAL_REPRESENTATIVE'
              AND r.accepted_at <= a.at AND (r.ended_at IS NULL OR r.ended_at > a.at)))) AS mandated,
    EXISTS (SELECT FROM compromised_key k WHERE k.spki_hash = c.public_key_hash) AS "keyCompromised"
  FROM certificate c
  CROSS JOIN LATERAL (SELECT coalesce(c.issued_at, c.not_before) AS issuance) at
  JOIN certificate_order o ON o.tenant_id = c.tenant_id AND o.id = c.order_id
  JOIN product_version p ON p.code = o.product_code AND p.version = o.product_version
  JOIN issued_serial s ON s.issuer_id = c.issuer_id AND s.serial = c.serial
  WHERE c.tenant_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3`;

/**
 * Reason to look over companies: what was issued is checked after the fact, by the operator of the authority. Serials are
 * a platform register; the files are read company by company, under row-level security.
 */
export class SqlIssuedCertificates implements IssuedCertificates {
  constructor(private readonly database: ReadDatabase) {}

  async *all(): AsyncIterable<readonly StoredCertificate[]> {
    for (const tenantId of await this.companies()) {
      let after = FIRST;
      for (;;) {
        const page = await this.database.rows<StoredCertificate>(
          { tenantId },
          { text: CERTIFICATES, values: [tenantId, after, PAGE] },
        );
        if (page.length > 0) yield page;
        if (page.length < PAGE) break;
        after = page.at(-1)?.id ?? after;
      }
    }
  }

  async currentList(issuerId: string): Promise<CertificateRevocationList | undefined> {
    const { rows } = await this.database.platform<CertificateRevocationList>(
      `SELECT issuer_id AS "issuerId", number, der, this_update AS "thisUpdate", next_update AS "nextUpdate"
       FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1`,
      [issuerId],
    );
    return rows[0];
  }

  async serialsWithoutCertificate(): Promise<readonly string[]> {
    const lost: string[] = [];
    for (const tenantId of await this.companies()) {
      const rows = await this.database.rows<{ serial: string }>(
        { tenantId },
        {
          text: `SELECT s.serial FROM issued_serial s WHERE s.tenant_id = $1 AND NOT EXISTS (
            SELECT FROM certificate c WHERE c.tenant_id = $1 AND c.id = s.certificate_id AND c.serial = s.serial)`,
          values: [tenantId],
        },
      );
      lost.push(...rows.map(({ serial }) => serial));
    }
    return lost;
  }

  private async companies(): Promise<string[]> {
    const { rows } = await this.database.platform<{ tenantId: string }>(
      'SELECT DISTINCT tenant_id AS "tenantId" FROM issued_serial ORDER BY 1',
    );
    return rows.map(({ tenantId }) => tenantId);
  }
}
