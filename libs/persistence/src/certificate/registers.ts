import type { TenantId } from '@mandataire/domain/tenant';
import type { KeyClaim, Registers } from '@mandataire/application/unit-of-work';
import { named, type OpenConnection } from '../database/index.js';

/**
 * The platform registers, written inside the company's transaction: a serial, a key or a name is taken together with the
 * row that needs it, or not at all. A claim that meets another, uncommitted one waits for its end.
 */
export class SqlRegisters implements Registers {
  constructor(
    private readonly connection: OpenConnection,
    private readonly at: { readonly tenantId: TenantId; readonly now: Date },
  ) {}

  async reserveSerial(serial: Parameters<Registers['reserveSerial']>[0]): Promise<void> {
    await this.connection.write({
      table: 'issued_serial',
      text: `INSERT INTO issued_serial (issuer_id, serial, certificate_id, tenant_id, state, not_after, reserved_at)
        VALUES ($1, $2, $3, $4, 'RESERVED', $5, $6)`,
      values: [
        ...[serial.issuerId, serial.serial, serial.certificateId, this.at.tenantId],
        ...[serial.notAfter, this.at.now],
      ],
    });
  }

  async markIssued(issuerId: string, serial: string): Promise<void> {
    await this.mark(issuerId, serial, 'ISSUED', null);
  }

  async markAbandoned(issuerId: string, serial: string, at: Date): Promise<void> {
    await this.mark(issuerId, serial, 'ABANDONED', at);
  }

  async claimPublicKey(publicKeyHash: string): Promise<KeyClaim> {
    const claimed = await this.count(
      `INSERT INTO public_key (spki_hash)
       SELECT $1 WHERE NOT EXISTS (SELECT FROM compromised_key WHERE spki_hash = $1)
       ON CONFLICT DO NOTHING`,
      [publicKeyHash],
    );
    if (claimed === 1) return 'CLAIMED';
    const { rows } = await this.connection.ask(
      named('SELECT spki_hash FROM compromised_key WHERE spki_hash = $1', [publicKeyHash]),
    );
    return rows.length > 0 ? 'COMPROMISED' : 'CERTIFIED_BEFORE';
  }

  async noteCompromisedKeys(publicKeyHashes: readonly string[]): Promise<void> {
    await this.count(
      'INSERT INTO compromised_key (spki_hash, noted_at) SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING',
      [publicKeyHashes, this.at.now],
    );
  }

  async claimSubjectName(nameHash: string, holderId: string): Promise<boolean> {
    const claimed = await this.count(
      'INSERT INTO subject_name (name_hash, holder_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [nameHash, holderId],
    );
    if (claimed === 1) return true;
    const { rows } = await this.connection.ask<{ holder_id: string }>(
      named('SELECT holder_id FROM subject_name WHERE name_hash = $1', [nameHash]),
    );
    return rows[0]?.holder_id === holderId;
  }

  async claimSiren(siren: string): Promise<boolean> {
    return (
      (await this.count('INSERT INTO company (tenant_id, siren) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        this.at.tenantId,
        siren,
      ])) === 1
    );
  }

  /** @throws when the serial was never reserved: nothing may be signed or abandoned without a row. */
  private async mark(issuerId: string, serial: string, state: string, revokedAt: Date | null): Promise<void> {
    const marked = await this.connection.write({
      table: 'issued_serial',
      text: 'UPDATE issued_serial SET state = $3, revoked_at = $4 WHERE issuer_id = $1 AND serial = $2 RETURNING 1',
      values: [issuerId, serial, state, revokedAt],
      mustHit: state === 'ISSUED',
    });
    // The register keeps an earlier REVOKED or ABANDONED silently (F55), so only ISSUED must have hit its row.
    if (marked === 0 && state === 'ISSUED') throw new Error(`serial ${serial} is not reserved`);
  }

  /** How many rows it wrote. */
  private async count(sql: string, values: readonly unknown[]): Promise<number> {
    return (await this.connection.ask(named(sql, values))).rowCount ?? 0;
  }
}
