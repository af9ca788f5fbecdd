import pg from 'pg';
import type {
  AuthorityCertificate,
  AuthorityRegister,
  CrlRegister,
} from '@mandataire/application/certificate';
import { columnTypes, translateFault, type ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates } from './authority-certificates.js';
import { SqlCrlRegister } from './sql-crl-register.js';

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

  /**
   * The lock belongs to a session of its own and ends with it, so that a process that dies lets the next one publish;
   * no transaction stays open while the list is signed.
   */
  async exclusively<T>(issuerId: string, publish: (lists: CrlRegister) => Promise<T>): Promise<T> {
    const session = new pg.Client({ connectionString: this.url, types: columnTypes, keepAlive: true });
    session.on('error', () => {});
    try {
      await session.connect();
      await session.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`authority ${issuerId}`]);
      return await publish(new SqlCrlRegister(session, issuerId));
    } catch (error) {
      throw translateFault(error);
    } finally {
      await session.end();
    }
  }
}
