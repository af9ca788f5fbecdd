import pg from 'pg';
import type {
  CertificateRevocationList,
  CrlRegister,
  RevocationMark,
  RevocationReading,
  RevokedSerials,
} from '@mandataire/application/certificate';
import { copyOut, copyRowIn, int64, readTimestamp, timestamp, withSha256 } from '../database/index.js';

const SERIAL_OCTETS = 16;
/** Lists whose octets stay: a status process that reads one finds it whole, however fast the next ones come. */
const LISTS_KEPT = 5;

/** The register as one snapshot sees it. */
interface State {
  readonly snapshot: string;
  /** Start of the server: transactions of another one say nothing. */
  readonly server: string;
  /** Certificates that ended before the last list was made, and before now, have had their last entry (RFC 5280 §3.3). */
  readonly cutoff: string;
  /** Rows of the table when PostgreSQL last looked. */
  readonly estimate: number;
}

interface Counts {
  /** Serials that the register says are revoked, whether a list still holds them or not. */
  readonly registered: number;
  /** Of the listed ones, how many are at the end of their last list. */
  readonly expired: number;
  /** Of those at an earlier cutoff, how many have left. */
  readonly left: number;
}

const STATE = `
  SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS server,
    coalesce((SELECT least(this_update, $2) FROM crl WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1), '-infinity')::text AS cutoff,
    (SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'revoked_serial'::regclass) AS estimate`;

const COUNTS = `
  SELECT
    (SELECT count(*) FROM issued_serial WHERE issuer_id = $1 AND state IN ('REVOKED', 'ABANDONED')) AS registered,
    (SELECT count(*) FROM revoked_serial WHERE issuer_id = $1 AND not_after < $2) AS expired,
    (SELECT count(*) FROM revoked_serial WHERE issuer_id = $1 AND not_after >= $3 AND not_after < $2) AS "left"`;

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
   * revoked, whenever they began and committed. While the list is built, the register's own revoked serials are counted:
   * `revoked_serial` only holds such, each once, so that as many are all of them.
   */
  async revoked(now: Date, since?: RevocationMark): Promise<RevocationReading> {
    await this.session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const state = await this.state(now);
      const isSameServer = since?.['server'] === state.server;
      return since && isSameServer ? this.added(state, since) : this.all(state);
    } catch (error) {
      await this.session.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  /**
   * The octets go to PostgreSQL as they are: a parameter of a query would be copied three times. Those of the list that is
   * no longer one of the last few go; its number, dates and SHA-256 stay.
   */
  async save({ issuerId, number, der, thisUpdate, nextUpdate }: CertificateRevocationList): Promise<void> {
    await copyRowIn(this.session, 'crl (issuer_id, number, this_update, next_update, der, sha256)', [
      ...[Buffer.from(issuerId, 'utf8'), int64(number), timestamp(thisUpdate), timestamp(nextUpdate)],
      ...withSha256(der),
    ]);
    await this.session.query(
      'UPDATE crl SET der = NULL WHERE issuer_id = $1 AND number <= $2 AND der IS NOT NULL',
      [issuerId, number - LISTS_KEPT],
    );
  }

  private async state(now: Date): Promise<State> {
    const { rows } = await this.session.query<State>(STATE, [this.issuerId, now]);
    if (!rows[0]) throw new Error('no state of the register');
    return rows[0];
  }

  private all(state: State): RevocationReading {
    return {
      kind: 'ALL',
      estimate: state.estimate,
      read: async (take) => {
        const count = await this.read(take, state, '');
        return { mark: markOf(state, count), agrees: this.agrees(state, count, state.cutoff) };
      },
    };
  }

  private added(state: State, since: RevocationMark): RevocationReading {
    const before = `${pg.escapeLiteral(String(since['snapshot']))}::pg_snapshot`;
    // The upper bound holds for every row that is seen: it tells the planner that the range is a small one.
    const unseen = `AND written_by >= pg_snapshot_xmin(${before})
      AND written_by < pg_snapshot_xmax(pg_current_snapshot()) AND NOT pg_visible_in_snapshot(written_by, ${before})`;
    return {
      kind: 'ADDED',
      estimate: 0,
      read: async (take) => {
        const count = Number(since['count']) + (await this.read(take, state, unseen));
        return { mark: markOf(state, count), agrees: this.agrees(state, count, String(since['cutoff'])) };
      },
    };
  }

  private agrees(state: State, listed: number, earlier: string): Promise<boolean> {
    const agrees = this.count(state, listed, earlier);
    // Whoever waits for it hears of a failure; when nobody does, something else has failed before.
    agrees.catch(() => {});
    return agrees;
  }

  /** Ends the reading. What only the register has is added for the next one. */
  private async count({ cutoff }: State, listed: number, earlier: string): Promise<boolean> {
    const { rows } = await this.session.query<Counts>(COUNTS, [this.issuerId, cutoff, earlier]);
    await this.session.query('COMMIT');
    const [{ registered, expired, left } = { registered: 0, expired: 0, left: 1 }] = rows;
    if (left > 0) return false;
    if (registered === listed + expired) return true;
    await this.session.query('SELECT complete_revoked_serials($1)', [this.issuerId]);
    return false;
  }

  /** @returns how many there were. */
  private async read(take: Take, { cutoff }: State, condition: string): Promise<number> {
    const part = new Part(take);
    await copyOut(
      this.session,
      `SELECT serial, revoked_at FROM revoked_serial
       WHERE issuer_id = ${pg.escapeLiteral(this.issuerId)} AND not_after >= ${pg.escapeLiteral(cutoff)} ${condition}`,
      (octets, at) => part.add(octets, at),
    );
    part.give();
    return part.given;
  }
}

type Take = (part: RevokedSerials) => void;

const markOf = ({ snapshot, server, cutoff }: State, count: number): RevocationMark => ({
  ...{ snapshot, server, cutoff, count },
});

const PART = 4_096;

/** Rows on their way: given each time that so many have come. */
class Part {
  given = 0;
  private count = 0;
  private readonly octets = Buffer.alloc(PART * SERIAL_OCTETS);
  private readonly view = new DataView(this.octets.buffer, this.octets.byteOffset, this.octets.length);
  private readonly instants = new Float64Array(PART);

  constructor(private readonly take: Take) {}

  /** A row: 4 octets of length, the serial, 4 octets of length, the instant. Four octets at a time: no call copies faster. */
  add(octets: DataView, at: number): void {
    if (octets.getInt32(at) !== SERIAL_OCTETS) throw new Error('a serial number has 16 octets');
    if (this.count === PART) this.give();
    const to = this.count * SERIAL_OCTETS;
    for (let octet = 0; octet < SERIAL_OCTETS; octet += 4)
      this.view.setUint32(to + octet, octets.getUint32(at + 4 + octet));
    this.instants[this.count] = readTimestamp(octets, at + 4 + SERIAL_OCTETS + 4);
    this.count += 1;
  }

  give(): void {
    const { count } = this;
    if (count === 0) return;
    this.take({
      count,
      serials: this.octets.subarray(0, count * SERIAL_OCTETS),
      revokedAt: this.instants.subarray(0, count),
    });
    this.given += count;
    this.count = 0;
  }
}
