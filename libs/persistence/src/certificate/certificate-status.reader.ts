import type {
  AuthorityCertificate,
  CertificateRevocationList,
  CertificateStatusReader,
  SerialStatus,
} from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates } from './authority-certificates.js';

interface StatusRow {
  readonly serial: string;
  readonly state: SerialStatus['state'];
  readonly revokedAt: Date | null;
}

/** What the public status service reads, as the role `status_reader`: serials, dates and signed lists (D19, F31). */
export class SqlCertificateStatusReader implements CertificateStatusReader {
  constructor(private readonly database: ReadDatabase) {}

  async statuses(issuerId: string, serials: readonly string[]): Promise<ReadonlyMap<string, SerialStatus>> {
    const { rows } = await this.database.platform<StatusRow>(
      `SELECT serial, state, revoked_at AS "revokedAt" FROM issued_serial
       WHERE issuer_id = $1 AND serial = ANY ($2)`,
      [issuerId, serials],
    );
    return new Map(
      rows.map(({ serial, state, revokedAt }) => [
        serial,
        revokedAt === null ? { state } : { state, revokedAt },
      ]),
    );
  }

  async currentCrl(issuerId: string): Promise<CertificateRevocationList | undefined> {
    const { rows } = await this.database.platform<CertificateRevocationList>(
      `SELECT issuer_id AS "issuerId", number, der, this_update AS "thisUpdate", next_update AS "nextUpdate"
       FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1`,
      [issuerId],
    );
    return rows[0];
  }

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return readAuthorityCertificates(this.database);
  }
}
