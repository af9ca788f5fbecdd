import { addDuration, addMonths, addMonthsUtc, dateInParis } from '@mandataire/domain/time';
import { asTenantId } from '@mandataire/domain/tenant';
import { CURRENT_TERMS } from '@mandataire/domain/order';
import type { DemoEvent } from './demo.data.js';
import { recordSeeded, systemCaller, type DemoCast } from './company.js';
import type { Replay } from './replay.js';

type Certified = Extract<DemoEvent, { kind: 'CERTIFIED' }>;
type Ordered = Extract<DemoEvent, { kind: 'ORDERED' }>;
type Verified = Extract<DemoEvent, { kind: 'VERIFIED' }>;

const PRODUCT = 'INITIO';
const LIFETIME_MONTHS = 36;
/** Hours before its making at which each step of a certificate's order was taken. */
const HOURS_BEFORE = { verified: 54, placed: 30, consented: 28, coSigned: 27, approved: 4 } as const;

/** Replays what happened to a holder, to its end. */
export async function replayEvent(
  replay: Replay,
  cast: DemoCast,
  holderId: string,
  event: DemoEvent,
): Promise<void> {
  if (event.kind === 'VERIFIED') await verify(replay, cast, holderId, event);
  else if (event.kind === 'CERTIFIED') await certify(replay, cast, holderId, event);
  else await (await prepareOrder(replay, cast, holderId, event))();
}

/** When the event begins: the holder must exist by then. */
export function beginningOf({ clock }: Replay, event: DemoEvent): Date {
  if (event.kind !== 'CERTIFIED') return clock.ago(event.ago);
  return addDuration(madeAt(clock, event), { hours: -HOURS_BEFORE.verified });
}

function madeAt(clock: Replay['clock'], { at }: Certified): Date {
  if (!('expiresInDays' in at)) return clock.ago(at);
  return addMonthsUtc(addDuration(clock.start, { days: at.expiresInDays }), -LIFETIME_MONTHS);
}

/** Face to face, by the MC, on an identity card of five more years (F61, F65). */
async function verify(
  replay: Replay,
  { tenantId, agent }: DemoCast,
  holderId: string,
  event: Verified,
): Promise<void> {
  replay.clock.set(replay.clock.ago(event.ago));
  const id = replay.randomness.id();
  await replay.unitOfWork.run(systemCaller(tenantId), async (tx) => {
    await tx.verifications.insert({
      tenantId,
      id,
      version: 1,
      holderId,
      identityNumber: 1,
      state: event.stale ? 'STALE' : 'VERIFIED',
      method: 'FACE_TO_FACE',
      documentType: 'CNI',
      documentNumber: documentNumber(replay),
      ...{ documentCountry: 'FRA', documentIssuedOn: null, documentPrintedUntil: null },
      ...{ level: 'THREE_STARS', evidence: null, mutual: false },
      documentExpiresOn: addMonths(dateInParis(tx.now), 60),
      place: (await tx.companies.own()).city,
      verifiedAt: tx.now,
      verifierAccountId: agent.accountId,
    });
    await recordSeeded(tx, 'IdentityVerification', id, { nextState: event.stale ? 'STALE' : 'VERIFIED' });
  });
}

/** A new-style card number; letters and digits that the standard uses. */
const documentNumber = ({ randomness }: Replay): string =>
  [...randomness.bytes(9)].map((byte) => 'CFGHJKLMNPRTVWXYZ0123456789'[byte % 27]).join('');

/**
 * Orders as the MC does and goes as far as told, but for the last step, which is given back: its letter is the real
 * worker's, and whoever drained the outbox after it would take it away. The hours are as good as any.
 */
export async function prepareOrder(
  replay: Replay,
  cast: DemoCast,
  holderId: string,
  { ago, until }: Ordered,
): Promise<() => Promise<void>> {
  const { clock } = replay;
  const placedAt = clock.ago(ago);
  const hoursLater = (hours: number) => clock.set(addDuration(placedAt, { hours }));
  if (until === 'AWAITING_CONSENT') return async () => void (await place(replay, cast, holderId, placedAt));
  const orderId = await place(replay, cast, holderId, placedAt);
  await replay.drain();
  const token = replay.mail.takeToken();
  const giveConsent = async () => {
    hoursLater(20);
    await consent(replay, token);
  };
  if (until === 'CONSENTED') return giveConsent;
  await giveConsent();
  await replay.drain();
  hoursLater(26);
  await replay.coSign.execute(cast.agent, { orderId, version: 2 });
  await replay.drain();
  return async () => {
    if (until !== 'APPROVED') return;
    hoursLater(28);
    await approve(replay, cast, orderId);
  };
}

async function place(replay: Replay, cast: DemoCast, holderId: string, at: Date): Promise<string> {
  replay.clock.set(at);
  const idempotencyKey = `demo ${replay.randomness.id()}`;
  const placed = await replay.place.execute(cast.agent, { idempotencyKey, holderId, productCode: PRODUCT });
  return placed.orderId;
}

async function consent({ consent }: Replay, token: string): Promise<void> {
  const termsVersion = CURRENT_TERMS.version;
  await consent.execute({ token, acceptsBinding: true, acceptsTerms: true, termsVersion }, 'demo-seed');
}

/** The whole way of a certificate, from the verification to the holder's answer, and what became of it. */
async function certify(replay: Replay, cast: DemoCast, holderId: string, event: Certified): Promise<void> {
  const { clock, mail } = replay;
  const made = madeAt(clock, event);
  const before = (hours: number) => addDuration(made, { hours: -hours });
  const hoursAgo = (clock.start.getTime() - made.getTime()) / 3_600_000;
  await verify(replay, cast, holderId, {
    kind: 'VERIFIED',
    ago: { hours: hoursAgo + HOURS_BEFORE.verified },
  });
  const orderId = await place(replay, cast, holderId, before(HOURS_BEFORE.placed));
  await replay.drain();
  clock.set(before(HOURS_BEFORE.consented));
  await consent(replay, mail.takeToken());
  await replay.drain();
  clock.set(before(HOURS_BEFORE.coSigned));
  await replay.coSign.execute(cast.agent, { orderId, version: 2 });
  clock.set(before(HOURS_BEFORE.approved));
  await approve(replay, cast, orderId);
  await replay.drain();
  clock.set(made);
  const token = mail.takeToken();
  const { certificate } = await replay.issue.execute({ token, csr: '' }, 'demo-seed');
  clock.advance({ minutes: 10 });
  const answer = { token, answer: 'accept', backupAcknowledged: true, comment: null } as const;
  await replay.answer.execute(answer, 'demo-seed');
  await replay.drain();
  if (event.then) await end(replay, cast, certificate, event.then);
}

async function end(
  replay: Replay,
  { tenantId, agent }: DemoCast,
  certificate: { readonly id: string; readonly notAfter: Date },
  fate: NonNullable<Certified['then']>,
): Promise<void> {
  const { clock } = replay;
  if (fate.kind === 'EXPIRED') {
    clock.set(addDuration(certificate.notAfter, { minutes: 5 }));
    await replay.expire.execute(systemCaller(asTenantId(tenantId)), certificate.id);
  } else {
    clock.set(clock.ago(fate.ago));
    await replay.requestRevocation.execute(agent, {
      idempotencyKey: `demo ${replay.randomness.id()}`,
      certificateId: certificate.id,
      reason: 'KEY_LOST',
      comment: 'Ordinateur portable perdu dans le train.',
    });
  }
  await replay.drain();
}

/** The officer opens the file with his reason and approves it. */
async function approve(replay: Replay, { officer }: DemoCast, orderId: string): Promise<void> {
  const reason = 'Instruction de la demande';
  await replay.openAccess.execute(officer, { objectType: 'ORDER', objectId: orderId, reason });
  await replay.decide.execute(officer, { orderId, version: 3, decision: 'approve', reason: null });
}
