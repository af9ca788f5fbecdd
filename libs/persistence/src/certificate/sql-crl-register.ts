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
  /** Certificates that ended before the last list was made, and before now, have had their last entry (RFC 5280 §3.3). */
  readonly cutoff: string;
}

interface Counts {
  /** Serials that a list must hold. */
  readonly count: number;
  /** Of those at an earlier cutoff, how many have left. */
  readonly left: number;
}

const STATE = `
  SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server,
    coalesce((SELECT least(this_update, $2) FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1), '-infinity')::text
      AS cutoff`;

const COUNTS = `
  SELECT count(*) FILTER (WHERE not_after >= $2::timestamptz) AS count,
    count(*) FILTER (WHERE not_after >= $3::timestamptz AND not_after < $2::timestamptz) AS "left"
  FROM issued_serial WHERE issuer_id = $1 AND state IN ('REVOKED', 'ABANDONED')`;

/** The lists of one issuer, on the session that holds its lock: without the lock, nothing can be read or stored. */
export class SqlCrlRegister implements CrlRegister {
  constructor(
    private readonly session: pg.ClientBase,
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

  /**
   * Serials and counts in one snapshot. What came since is what transactions that the earlier snapshot didn't see have
   * revoked, whenever they began and committed; it is counted while the list is built.
   */
  async revoked(now: Date, since?: RevocationMark): Promise<RevocationReading> {
    await this.session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const state = await this.state(now);
      const isSameServer = since?.['server'] === state.server;
      return since && isSameServer ? await this.added(state, since) : await this.all(state);
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

  private async state(now: Date): Promise<State> {
    const { rows } = await this.session.query<State>(STATE, [this.issuerId, now]);
    if (!rows[0]) throw new Error('no state of the register');
    return rows[0];
  }

  private async counts({ cutoff }: State, earlier: string | number | undefined): Promise<Counts> {
    const { rows } = await this.session.query<Counts>(COUNTS, [this.issuerId, cutoff, earlier]);
    return rows[0] ?? { count: 0, left: 0 };
  }

  private async all(state: State): Promise<RevocationReading> {
    const revoked = new Columns();
    await this.read(revoked, state, '');
    await this.session.query('COMMIT');
    return { kind: 'ALL', revoked, mark: markOf(state, revoked.count), agrees: Promise.resolve(true) };
  }

  private async added(state: State, since: RevocationMark): Promise<RevocationReading> {
    const before = `${pg.escapeLiteral(String(since['snapshot']))}::pg_snapshot`;
    const revoked = new Columns();
    await this.read(
      revoked,
      state,
      `AND changed_xid >= pg_snapshot_xmin(${before}) AND NOT pg_visible_in_snapshot(changed_xid, ${before})`,
    );
    const expected = Number(since['count']) + revoked.count;
    const agrees = this.counts(state, since['cutoff']).then(async ({ count, left }) => {
      await this.session.query('COMMIT');
      return count === expected && left === 0;
    });
    // Whoever waits for it hears of a failure; when nobody does, something else has failed before.
    agrees.catch(() => {});
    return { kind: 'ADDED', revoked, mark: markOf(state, expected), agrees };
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

const markOf = ({ snapshot, server, cutoff }: State, count: number): RevocationMark => ({
  ...{ snapshot, server, cutoff, count },
});

const FIRST_ROOM = 1_024;

/** Grows by doubling when more come than it has room for. */
class Columns implements RevokedSerials {
  count = 0;
  private octets = Buffer.allocUnsafe(FIRST_ROOM * SERIAL_OCTETS);
  private instants = new Float64Array(FIRST_ROOM);

  get serials(): Buffer {
    return this.octets.subarray(0, this.count * SERIAL_OCTETS);
  }

  get revokedAt(): Float64Array {
    return this.instants.subarray(0, this.count);
  }

  /** A row: 4 octets of length, the serial, 4 octets of length, the instant. */
  add(octets: Buffer, at: number): void {
    if (octets.readInt32BE(at) !== SERIAL_OCTETS) throw new Error('a serial number has 16 octets');
    if (this.count === this.instants.length) this.grow();
    const serial = at + 4;
    const to = this.count * SERIAL_OCTETS;
    // So few octets are copied faster here than by a call.
    for (let octet = 0; octet < SERIAL_OCTETS; octet += 1)
      this.octets[to + octet] = octets[serial + octet] ?? 0;
    this.instants[this.count] = readTimestamp(octets, serial + SERIAL_OCTETS + 4);
    this.count += 1;
  }

  private grow(): void {
    const room = 2 * this.count;
    const [octets, instants] = [Buffer.allocUnsafe(room * SERIAL_OCTETS), new Float64Array(room)];
    this.octets.copy(octets);
    instants.set(this.instants);
    this.octets = octets;
    this.instants = instants;
  }
}
