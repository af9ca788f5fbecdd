import pg from 'pg';
import type {
  AuthorityCertificate,
  AuthorityRegister,
  CertificateRevocationList,
  CrlRegister,
  SerialRevocation,
} from '@mandataire/application/certificate';
import { columnTypes, translateFault, type ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates, readCurrentCrl } from './authority-certificates.js';
import { SqlCrlRegister } from './sql-crl-register.js';

/** One per issuing authority, and some that wait for their turn. */
const MOST_SESSIONS = 8;

interface RevokedTogether extends Omit<SerialRevocation, 'serial'> {
  readonly serials: string[];
}

/** Those of one issuer and one instant: mostly all of them. */
function togetherIn(revocations: readonly SerialRevocation[]): Iterable<RevokedTogether> {
  const sets = new Map<string, RevokedTogether>();
  for (const { issuerId, serial, revokedAt } of revocations) {
    const key = `${issuerId} ${revokedAt.getTime()}`;
    const set = sets.get(key) ?? { issuerId, revokedAt, serials: [] };
    sets.set(key, set);
    set.serials.push(serial);
  }
  return sets.values();
}

/** The register of the embedded authority (RFC 5280 §5, D27). Writing it needs the worker's or the owner's role. */
export class SqlAuthorityRegister implements AuthorityRegister {
  private readonly sessions: pg.Pool;

  constructor(
    private readonly database: ReadDatabase,
    url: string,
  ) {
    // Apart from the pool of the reads: a publication waits as long as it takes, and COPY doesn't share a pipeline.
    this.sessions = new pg.Pool({
      ...{ connectionString: url, types: columnTypes, keepAlive: true, max: MOST_SESSIONS },
      allowExitOnIdle: true,
    });
    this.sessions.on('error', () => {});
    this.sessions.on('connect', (client) => void client.on('error', () => {}));
  }

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return readAuthorityCertificates(this.database);
  }

  currentCrl(issuerId: string): Promise<CertificateRevocationList | undefined> {
    return readCurrentCrl(this.database, issuerId);
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
  async markRevoked(revocations: readonly SerialRevocation[]): Promise<void> {
    for (const { issuerId, revokedAt, serials } of togetherIn(revocations)) {
      await this.database.platform(
        `UPDATE issued_serial SET state = 'REVOKED', revoked_at = $3 WHERE issuer_id = $1 AND serial = ANY ($2)`,
        [issuerId, serials, revokedAt],
      );
    }
  }

  /**
   * The lock belongs to a session that does nothing else meanwhile and ends with it, so that a process that dies lets the
   * next one publish; no transaction stays open while the list is signed. After a failure the session is thrown away.
   */
  async exclusively<T>(issuerId: string, publish: (lists: CrlRegister) => Promise<T>): Promise<T> {
    const lock = [`authority ${issuerId}`];
    let session: pg.PoolClient | undefined;
    let isSound = false;
    try {
      session = await this.sessions.connect();
      await session.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', lock);
      const result = await publish(new SqlCrlRegister(session, issuerId));
      await session.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', lock);
      isSound = true;
      return result;
    } catch (error) {
      throw translateFault(error);
    } finally {
      session?.release(!isSound);
    }
  }

  close(): Promise<void> {
    return this.sessions.end();
  }
}
