import type { DueRow, DueWork, OutboxStore } from '@mandataire/application/queue';
import { RefusedError } from '@mandataire/application/refusal';
import type { CarryOutRevocations, SentRevocation } from '@mandataire/application/revocation';
import type { Caller } from '@mandataire/application/unit-of-work';
import type { Counters } from './counters.js';
import { inHalves } from './in-halves.js';
import { inParallel } from './in-parallel.js';
import type { Log } from './log.js';
import { Loop } from './loop.js';

/** Requests of one company in one transaction, at most. */
const SET = 500;
const COMPANIES_AT_A_TIME = 4;
/** When the database's call was missed. */
const ASKED_EVERY_MS = 1_000;
/** Of a flood that has no end, the lists and the confirmations wait no longer than this. */
const SENT_EVERY_MS = 5_000;

export interface RevocationPorts {
  readonly outbox: Pick<OutboxStore, 'listen'>;
  readonly due: Pick<DueWork, 'revocationsAsked'>;
  readonly useCases: { readonly carryOutRevocations: CarryOutRevocations };
  readonly log: Log;
  readonly counters: Counters;
}

interface Sent extends DueRow, SentRevocation {}

/**
 * Carries out revocations from their own rows, past the queue: woken by the database when one is asked for, in sets of
 * each company's. First every one that waits is revoked at the authority, because OCSP is what relying parties ask; then
 * one list is made for all of them and they are confirmed. What fails or is cut off by a crash is left to the sweeper,
 * which finds it by its state.
 */
export class Revocations {
  private readonly asked: Loop;
  private readonly sent: Loop;
  private toConfirm: Sent[] = [];
  private readonly failed = new Set<string>();
  private listening: { close(): Promise<void> } | undefined;

  constructor(private readonly ports: RevocationPorts) {
    const { log } = ports;
    const loop = (name: string, everyMs: number, turn: () => Promise<void>) =>
      new Loop({ name, everyMs, log, turn });
    this.asked = loop('revocations asked', ASKED_EVERY_MS, () => this.revokeAsked());
    this.sent = loop('revocations sent', SENT_EVERY_MS, () => this.finishSent());
  }

  start(): void {
    this.asked.start();
    this.sent.start();
  }

  async stop(): Promise<void> {
    await this.asked.stop();
    await this.sent.stop();
    await this.listening?.close().catch(() => {});
  }

  /** Also called by the sweeper, with what a crash or a failure left AUTHENTICATED or SENT_TO_CA. */
  async carryOut(rows: readonly DueRow[]): Promise<void> {
    await this.revoke(rows);
    this.sent.wake();
  }

  private async revokeAsked(): Promise<void> {
    this.listening ??= await this.ports.outbox.listen(() => this.asked.wake());
    try {
      while ((await this.revoke(await this.waiting())) > 0);
    } finally {
      if (this.toConfirm.length > 0) this.sent.wake();
    }
  }

  /** What has failed once is not tried again at each call: the sweeper does that, more slowly. */
  private async waiting(): Promise<readonly DueRow[]> {
    const rows = await this.ports.due.revocationsAsked(SET + this.failed.size);
    return rows.filter(({ objectId }) => !this.failed.has(objectId));
  }

  /** @returns how many the authority has revoked. */
  private async revoke(rows: readonly DueRow[]): Promise<number> {
    const { carryOutRevocations } = this.ports.useCases;
    let revoked = 0;
    await this.inCompanies(rows, async (caller, ids) => {
      const sent = await carryOutRevocations.revoke(caller, ids);
      revoked += sent.length;
      for (const each of sent) {
        this.failed.delete(each.requestId);
        this.toConfirm.push({ ...each, tenantId: caller.tenantId, objectId: each.requestId });
      }
    });
    this.ports.counters.add('revocations_total', revoked, { step: 'revoked' });
    return revoked;
  }

  private async finishSent(): Promise<void> {
    const sent = this.toConfirm.splice(0);
    const issuers = [...new Set(sent.map(({ issuerId }) => issuerId))];
    const results = await Promise.allSettled(
      issuers.map((issuerId) =>
        this.finish(
          issuerId,
          sent.filter((each) => each.issuerId === issuerId),
        ),
      ),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async finish(issuerId: string, sent: readonly Sent[]): Promise<void> {
    const { carryOutRevocations } = this.ports.useCases;
    await carryOutRevocations.publish(issuerId);
    await this.inCompanies(sent, async (caller, ids) => {
      await carryOutRevocations.confirm(caller, ids);
      this.ports.counters.add('revocations_total', ids.length, { step: 'confirmed' });
    });
  }

  private async inCompanies(
    rows: readonly DueRow[],
    work: (caller: Caller, requestIds: readonly string[]) => Promise<void>,
  ): Promise<void> {
    await inParallel(setsOf(rows), COMPANIES_AT_A_TIME, ({ tenantId, ids }) =>
      inHalves(
        ids,
        (part) => work({ tenantId, accountId: null, correlationId: 'revocations' }, part),
        (id, error) => this.note(id, error),
      ),
    );
  }

  private note(requestId: string, error: unknown): void {
    this.failed.add(requestId);
    // Somebody else was faster: the sweeper looks again.
    const expected = error instanceof RefusedError;
    this.ports.log[expected ? 'debug' : 'warn']({ err: error, requestId }, 'revocation not carried out');
  }
}

interface CompanySet {
  readonly tenantId: DueRow['tenantId'];
  readonly ids: string[];
}

/** Rows of one company together, in their order; row-level security opens one company at a time. */
function setsOf(rows: readonly DueRow[]): CompanySet[] {
  const sets: CompanySet[] = [];
  const open = new Map<string, CompanySet>();
  for (const { tenantId, objectId } of rows) {
    let set = open.get(tenantId);
    if (!set || set.ids.length === SET) {
      set = { tenantId, ids: [] };
      open.set(tenantId, set);
      sets.push(set);
    }
    set.ids.push(objectId);
  }
  return sets;
}
