import type {
  AuthorityCertificate,
  CertificateRevocationList,
  CertificateStatusReader,
} from '@mandataire/application/certificate';
import type { ReadDatabase } from '../database/index.js';
import { readAuthorityCertificates } from './authority-certificates.js';

interface StatusRow {
  readonly state: 'RESERVED' | 'ISSUED' | 'REVOKED' | 'ABANDONED';
  readonly revokedAt: Date | null;
}

const SLICE = 1 << 22;

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

  /** In slices: a list of 40 MB would otherwise stand in memory as hexadecimal, twice as long, before it is one. */
  async currentCrl(
    issuerId: string,
    known?: CertificateRevocationList,
  ): Promise<CertificateRevocationList | undefined> {
    const { rows } = await this.database.platform<Omit<CertificateRevocationList, 'der'> & { size: number }>(
      `SELECT issuer_id AS "issuerId", number, octet_length(der) AS size, this_update AS "thisUpdate",
         next_update AS "nextUpdate" FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1`,
      [issuerId],
    );
    if (!rows[0]) return undefined;
    const { size, ...list } = rows[0];
    if (known?.number === list.number && known.thisUpdate.getTime() === list.thisUpdate.getTime())
      return known;
    return { ...list, der: await this.octets(issuerId, list.number, size) };
  }

  authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return readAuthorityCertificates(this.database);
  }

  private async octets(issuerId: string, number: number, size: number): Promise<Uint8Array> {
    const der = Buffer.allocUnsafe(size);
    for (let at = 0; at < size; at += SLICE) {
      const { rows } = await this.database.platform<{ slice: Buffer | null }>(
        'SELECT substr(der, $3, $4) AS slice FROM crl WHERE issuer_id = $1 AND number = $2',
        [issuerId, number, at + 1, SLICE],
      );
      if (!rows[0]?.slice) throw new Error(`The octets of list ${number} have gone`);
      der.set(rows[0].slice, at);
    }
    return der;
  }
}
