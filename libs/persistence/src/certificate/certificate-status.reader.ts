import type {
  AuthorityCertificate,
  CertificateRevocationList,
  CertificateStatusReader,
} from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates, readCurrentCrl } from './authority-certificates.js';

interface StatusRow {
  readonly state: 'RESERVED' | 'ISSUED' | 'REVOKED' | 'ABANDONED';
  readonly revokedAt: Date | null;
}

/** What the public status service reads, as the role `status_reader`: serials, dates and signed lists (D19, F31). */
export class SqlCertificateStatusReader implements CertificateStatusReader {
  constructor(private readonly database: ReadDatabase) {}

  async status(
    issuerId: string,
    serial: string,
  ): Promise<{ readonly state: StatusRow['state']; readonly revokedAt?: Date } | undefined> {
    const { rows } = await this.database.platform<StatusRow>(
      'SELECT state, revoked_at AS "revokedAt" FROM issued_serial WHERE issuer_id = $1 AND serial = $2',
      [issuerId, serial],
    );
    const row = rows[0];
    if (!row) return undefined;
    return row.revokedAt === null ? { state: row.state } : { state: row.state, revokedAt: row.revokedAt };
  }

  currentCrl(
    issuerId: string,
    known?: CertificateRevocationList,
  ): Promise<CertificateRevocationList | undefined> {
    return readCurrentCrl(this.database, issuerId, known);
  }

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return readAuthorityCertificates(this.database);
  }
}
