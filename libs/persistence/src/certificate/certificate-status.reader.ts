import type {
  AuthorityCertificate,
  CertificateRevocationList,
  CertificateStatusReader,
  SerialStatus,
} from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates, readCurrentCrl } from './authority-certificates.js';

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
