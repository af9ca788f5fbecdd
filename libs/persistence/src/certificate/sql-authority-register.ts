import pg from 'pg';
import type {
  AuthorityCertificate,
  AuthorityRegister,
  CertificateRevocationList,
  RevokedSerial,
} from '@mandataire/application/certificate';
import { columnTypes, type ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates } from './authority-certificates.js';

/** The register of the embedded authority (RFC 5280 §5, D27). Writing it needs the worker's or the owner's role. */
export class SqlAuthorityRegister implements AuthorityRegister {
  constructor(
    private readonly database: ReadDatabase,
    private readonly url: string,
  ) {}

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return readAuthorityCertificates(this.database);
  }

  /** Refuses (throws) a key that has a certificate and a name that is given: a successor has both new. */
  async saveAuthorityCertificate(certificate: AuthorityCertificate): Promise<void> {
    const { id, kind, name, issuerId, keyRef, der, notBefore, notAfter } = certificate;
    await this.database.platform(
      `INSERT INTO authority_certificate (id, kind, name, issuer_id, key_ref, der, not_before, not_after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, kind, name, issuerId, keyRef, der, notBefore, notAfter],
    );
  }

  /** The table's own trigger keeps the first date, whoever comes later (F55). */
  async markRevoked(issuerId: string, serial: string, revokedAt: Date): Promise<void> {
    await this.database.platform(
      `UPDATE issued_serial SET state = 'REVOKED', revoked_at = $3 WHERE issuer_id = $1 AND serial = $2`,
      [issuerId, serial, revokedAt],
    );
  }

  /** RFC 5280 §3.3: an entry leaves the list only after one was published beyond its certificate's validity. */
  async revokedSerials(issuerId: string): Promise<readonly RevokedSerial[]> {
    const { rows } = await this.database.platform<{ serial: string; revokedAt: Date }>(
      `SELECT serial, revoked_at AS "revokedAt" FROM issued_serial
       WHERE issuer_id = $1 AND state IN ('REVOKED', 'ABANDONED')
         AND not_after >= coalesce(
           (SELECT this_update FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1), '-infinity')
       ORDER BY serial`,
      [issuerId],
    );
    return rows;
  }

  /**
   * The lock belongs to a session of its own and ends with it, so that a process that dies lets the next one publish;
   * no transaction stays open while the list is signed.
   */
  async exclusively<T>(issuerId: string, publish: () => Promise<T>): Promise<T> {
    const session = new pg.Client({ connectionString: this.url, types: columnTypes, keepAlive: true });
    session.on('error', () => {});
    await session.connect();
    try {
      await session.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`authority ${issuerId}`]);
      return await publish();
    } finally {
      await session.end();
    }
  }

  async nextCrlNumber(issuerId: string): Promise<number> {
    const { rows } = await this.database.platform<{ last: number }>(
      `INSERT INTO crl_number (issuer_id, last) VALUES ($1, 1)
       ON CONFLICT (issuer_id) DO UPDATE SET last = crl_number.last + 1 RETURNING last`,
      [issuerId],
    );
    const number = rows[0]?.last;
    if (number === undefined) throw new Error('no CRL number');
    return number;
  }

  async saveCrl({ issuerId, number, der, thisUpdate, nextUpdate }: CertificateRevocationList): Promise<void> {
    await this.database.platform(
      'INSERT INTO crl (issuer_id, number, der, this_update, next_update) VALUES ($1, $2, $3, $4, $5)',
      [issuerId, number, der, thisUpdate, nextUpdate],
    );
  }
}
