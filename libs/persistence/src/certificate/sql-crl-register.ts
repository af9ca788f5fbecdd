import pg from 'pg';
import type {
  CertificateRevocationList,
  CrlRegister,
  RevocationMark,
  RevocationReading,
  RevokedSerials,
} from '@mandataire/application/certificate';
import { copyOut, copyRowIn, int64, readTimestamp, timestamp } from '../database/index.js';

const SERIAL_OCTETS = 16;

/** The register as one snapshot sees it. */
interface State {
  readonly snapshot: string;
  /** Start of the server: transactions of another one say nothing. */
  readonly server: string;
  /** Certificates that ended before the last list was made have had their last entry (RFC 5280 §3.3). */
  readonly cutoff: string;
  /** Serials that a list must hold. */
  readonly count: number;
  /** Of these at the earlier cutoff, how many have left. */
  readonly left: number;
}

const STATE = `
  SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server,
    since.cutoff::text AS cutoff, revoked.count, revoked."left"
  FROM (SELECT coalesce((SELECT this_update FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1),
    '-infinity') AS cutoff) since,
  LATERAL (SELECT count(*) FILTER (WHERE not_after >= since.cutoff) AS count,
      count(*) FILTER (WHERE not_after >= $2::timestamptz AND not_after < since.cutoff) AS "left"
    FROM issued_serial WHERE issuer_id = $1 AND state IN ('REVOKED', 'ABANDONED')) revoked`;

/** The lists of one issuer, on the session that holds its lock: without the lock, nothing can be read or stored. */
export class SqlCrlRegister implements CrlRegister {
  constructor(
    private readonly session: pg.Client,
    private readonly issuerId: string,
  ) {}

  async nextNumber(): Promise<number> {
    const { rows } = await this.session.query<{ last: number }>(
      `INSERT INTO crl_number (issuer_id, last) VALUES ($1, 1)
       ON CONFLICT (issuer_id) DO UPDATE SET last = crl_number.last + 1 RETURNING last`,
      [this.issuerId],
    );
    const number = rows[0]?.last;
    if (number === undefined) throw new Error('no CRL number');
    return number;
  }

  /** One snapshot for the counts and the serials: they must agree, or everything is read again, or nothing published. */
  async revoked(since?: RevocationMark): Promise<RevocationReading> {
    await this.session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const state = await this.state(since);
      const added = since && (await this.added(state, since));
      const reading: RevocationReading = added
        ? { kind: 'ADDED', revoked: added, mark: markOf(state) }
        : { kind: 'ALL', revoked: await this.all(state), mark: markOf(state) };
      await this.session.query('COMMIT');
      return reading;
    } catch (error) {
      await this.session.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  /** The octets go to PostgreSQL as they are: a parameter of a query would be copied three times. */
  async save({ issuerId, number, der, thisUpdate, nextUpdate }: CertificateRevocationList): Promise<void> {
    await copyRowIn(this.session, 'crl (issuer_id, number, der, this_update, next_update)', [
      ...[Buffer.from(issuerId, 'utf8'), int64(number), der],
      ...[timestamp(thisUpdate), timestamp(nextUpdate)],
    ]);
  }

  private async state(since: RevocationMark | undefined): Promise<State> {
    const { rows } = await this.session.query<State>(STATE, [this.issuerId, since?.['cutoff'] ?? 'infinity']);
    if (!rows[0]) throw new Error('no state of the register');
    return rows[0];
  }

  private async all(state: State): Promise<RevokedSerials> {
    const revoked = new Columns(state.count);
    await this.read(revoked, state, '');
    if (revoked.count !== state.count)
      throw new Error(`${revoked.count} revoked serials read, ${state.count} counted`);
    return revoked;
  }

  /**
   * What transactions that the earlier snapshot didn't see have revoked, whenever they began and committed. Undefined when
   * that doesn't make up what the register counts now, when entries have left, and after a restart of PostgreSQL.
   */
  private async added(state: State, since: RevocationMark): Promise<RevokedSerials | undefined> {
    const expected = state.count - Number(since['count']);
    if (state.server !== since['server'] || state.left > 0 || expected < 0) return undefined;
    const revoked = new Columns(expected);
    const before = `${pg.escapeLiteral(String(since['snapshot']))}::pg_snapshot`;
    await this.read(
      revoked,
      state,
      `AND changed_xid >= pg_snapshot_xmin(${before}) AND NOT pg_visible_in_snapshot(changed_xid, ${before})`,
    );
    return revoked.count === expected ? revoked : undefined;
  }

  private read(into: Columns, { cutoff }: State, condition: string): Promise<void> {
    return copyOut(
      this.session,
      `SELECT decode(serial, 'hex'), revoked_at FROM issued_serial
       WHERE issuer_id = ${pg.escapeLiteral(this.issuerId)} AND state IN ('REVOKED', 'ABANDONED')
         AND not_after >= ${pg.escapeLiteral(cutoff)} ${condition}`,
      (octets, at) => into.add(octets, at),
    );
  }
}

const markOf = ({ snapshot, server, cutoff, count }: State): RevocationMark => ({
  ...{ snapshot, server, cutoff, count },
});

/** Room for as many as were counted; further ones are counted only. */
class Columns implements RevokedSerials {
  count = 0;
  readonly serials: Buffer;
  readonly revokedAt: Float64Array;

  constructor(private readonly room: number) {
    this.serials = Buffer.allocUnsafe(room * SERIAL_OCTETS);
    this.revokedAt = new Float64Array(room);
  }

  /** A row: 4 octets of length, the serial, 4 octets of length, the instant. */
  add(octets: Buffer, at: number): void {
    if (octets.readInt32BE(at) !== SERIAL_OCTETS) throw new Error('a serial number has 16 octets');
    if (this.count < this.room) {
      const serial = at + 4;
      octets.copy(this.serials, this.count * SERIAL_OCTETS, serial, serial + SERIAL_OCTETS);
      this.revokedAt[this.count] = readTimestamp(octets, serial + SERIAL_OCTETS + 4);
    }
    this.count += 1;
  }
}
