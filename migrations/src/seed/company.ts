import type pg from 'pg';
import type { Clock } from '@mandataire/application/clock';
import type { Requester } from '@mandataire/application/permission';
import type { Caller, Transaction } from '@mandataire/application/unit-of-work';
import { keepMandateAct, loadMandateFile } from '@mandataire/application/mandate';
import type { Mandate } from '@mandataire/domain/mandate';
import { addMonths, dateInParis, type CalendarDate } from '@mandataire/domain/time';
import { asTenantId, type TenantId } from '@mandataire/domain/tenant';
import type { DemoCompany, DemoHolder } from './demo.data.js';
import type { Replay } from './replay.js';

export const CORRELATION = 'demo-seed';

/** Who acts in a company of the demonstration. */
export interface DemoCast {
  readonly tenantId: TenantId;
  readonly agent: Requester;
  readonly representative: Requester;
  readonly officer: Requester;
}

/** Somebody who has just proved his factor, whatever the time that is replayed. */
export const requester = (accountId: string, clock: Clock, role: Partial<Requester>): Requester => ({
  accountId,
  tenantId: null,
  platformRoles: [],
  strength: 'PASSWORD_AND_TOTP',
  get factorAt() {
    return clock.now();
  },
  correlationId: CORRELATION,
  ...role,
});

export const systemCaller = (tenantId: TenantId): Caller => ({
  tenantId,
  accountId: null,
  correlationId: CORRELATION,
});

/** What no use case does yet is written as the system and journaled as the seed's own act. */
export async function recordSeeded(
  tx: Transaction,
  objectType: string,
  objectId: string,
  states: { readonly previousState?: string; readonly nextState?: string } = {},
): Promise<void> {
  tx.actAs('SYSTEM');
  await tx.record({ name: 'demo.seeded', objectType, objectId, ...states });
}

export async function tenantOf(owner: pg.Client, siren: string): Promise<TenantId | undefined> {
  const { rows } = await owner.query<{ tenant_id: string }>(
    'SELECT tenant_id FROM company WHERE siren = $1',
    [siren],
  );
  return rows[0] && asTenantId(rows[0].tenant_id);
}

/** Whether a holder of this address is in the company already. */
export async function isSeeded(owner: pg.Client, tenantId: TenantId, holder: DemoHolder): Promise<boolean> {
  await owner.query('BEGIN READ ONLY');
  await owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
  const { rowCount } = await owner.query('SELECT 1 FROM holder_identity WHERE email = $1', [holder.email]);
  await owner.query('COMMIT');
  return rowCount !== 0;
}

/** Opens the company as sales do, then gives it its members and its mandates. */
export async function openDemoCompany(
  replay: Replay,
  company: DemoCompany,
  sales: Requester,
  accounts: ReadonlyMap<string, string>,
): Promise<TenantId> {
  replay.clock.set(replay.clock.ago(company.openedAgo));
  const { companyId, mandateId } = await replay.openCompany.execute(sales, company);
  const tenantId = asTenantId(companyId);
  await replay.unitOfWork.run(systemCaller(tenantId), async (tx) => {
    for (const { role, email } of company.members) {
      const id = replay.randomness.id();
      await tx.memberships.insert({
        tenantId,
        id,
        accountId: accounts.get(email) ?? '',
        role,
        ...{ invitedAs: null, acceptedAt: tx.now, endedAt: null },
      });
      await recordSeeded(tx, 'Membership', id);
    }
    await giveMandates(replay, tx, { mandateId, company, accounts });
  });
  await replay.drain();
  return tenantId;
}

/** Longest term of a mandate, less a day (D12): the last day counts. */
const TERM_MONTHS = 36;
const dayAfter = (day: CalendarDate) => shift(day, 1);
const shift = (day: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Mandates one after the other since the company is here, the last one in force today. All are ACTIVE while the past
 * is replayed, each within its own dates; `endMandates` then ends those that are over.
 */
async function giveMandates(
  { clock, randomness, hasher }: Replay,
  tx: Transaction,
  given: {
    readonly mandateId: string;
    readonly company: DemoCompany;
    readonly accounts: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const { mandateId, company, accounts } = given;
  const memberOf = (role: string) => company.members.find((member) => member.role === role);
  const [agent, representative] = [memberOf('CERTIFICATION_AGENT'), memberOf('LEGAL_REPRESENTATIVE')];
  if (!agent || !representative) throw new Error(`${company.name} has no agent or no representative`);
  const today = dateInParis(clock.start);
  const draft = await tx.mandates.find(mandateId);
  if (!draft) throw new Error('the company has no draft mandate');
  let startsOn = dateInParis(clock.now());
  let first = true;
  while (startsOn <= today) {
    const endsOn = shift(addMonths(startsOn, TERM_MONTHS), -1);
    const active = {
      ...draft,
      state: 'ACTIVE' as const,
      agentAccountId: accounts.get(agent.email) ?? null,
      representativeAccountId: accounts.get(representative.email) ?? null,
      representativeName: representative.name,
      representativeEmail: representative.email,
      agentName: agent.name,
      agentEmail: agent.email,
      representativeSignedAt: tx.now,
      agentSignedAt: tx.now,
      acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'] as const,
      productCodes: ['INITIO', 'AUDACIO', 'PROBATIO', 'PROBATIO_AUTHENTICATION'],
      startsOn,
      endsOn,
    };
    const id = first ? draft.id : randomness.id();
    if (first) await tx.mandates.save(active);
    else await tx.mandates.insert({ ...active, id, version: 1 });
    await keepEvidence(tx, { ...active, id }, { hasher, randomness });
    await recordSeeded(tx, 'Mandate', id, { previousState: 'DRAFT', nextState: 'ACTIVE' });
    startsOn = dayAfter(endsOn);
    first = false;
  }
}

/** The acts that a mandate rests on, as its signers would have left them (D25, F6). */
async function keepEvidence(
  tx: Transaction,
  mandate: Mandate,
  { hasher, randomness }: Pick<Replay, 'hasher' | 'randomness'>,
): Promise<void> {
  const file = await loadMandateFile(tx, mandate.id, hasher);
  const acts = [
    ['REPRESENTATIVE_SIGNATURE', mandate.representativeEmail, mandate.representativeName],
    ['AGENT_ACCEPTANCE', mandate.agentEmail, mandate.agentName],
    ['AGENT_COMMITMENTS', mandate.agentEmail, mandate.agentName],
  ] as const;
  for (const [kind, email, typedName] of acts) {
    const strength = 'MAILED_LINK_AND_CODE';
    await keepMandateAct(tx, file, randomness, { kind, email: email ?? '', typedName, strength });
  }
}

/** At the real instant: mandates whose last day has passed are EXPIRED. */
export async function endMandates(replay: Replay, tenantId: TenantId, agent: Requester): Promise<void> {
  await replay.unitOfWork.run(systemCaller(tenantId), async (tx) => {
    for (const mandate of await tx.mandates.activeOf(agent.accountId)) {
      if (mandate.endsOn === null || mandate.endsOn >= dateInParis(tx.now)) continue;
      await tx.mandates.save({ ...mandate, state: 'EXPIRED', endedAt: tx.now });
      await recordSeeded(tx, 'Mandate', mandate.id, { previousState: 'ACTIVE', nextState: 'EXPIRED' });
    }
  });
}

/** The person as a holder, and as a member with an account where he has one; made at the time of his first event. */
export async function addHolder(
  replay: Replay,
  { tenantId }: DemoCast,
  holder: DemoHolder,
  accountId: string | null,
): Promise<string> {
  const { randomness } = replay;
  const id = randomness.id();
  await replay.unitOfWork.run(systemCaller(tenantId), async (tx) => {
    await tx.holders.insert({
      tenantId,
      id,
      version: 1,
      accountId,
      state: 'ACTIVE',
      phone: holder.phone,
      establishment: null,
      identityNumber: 1,
      // D23: opaque and random.
      subjectSerialNumber: Buffer.from(randomness.bytes(10)).toString('hex').toUpperCase(),
    });
    const { surname, givenNames, email, jobTitle } = holder;
    await tx.identities.insert({
      ...{ tenantId, id: randomness.id(), holderId: id, number: 1 },
      ...{ surname, givenNames, email, jobTitle },
    });
    if (accountId !== null) {
      await tx.memberships.insert({
        tenantId,
        id: randomness.id(),
        accountId,
        role: 'HOLDER',
        ...{ invitedAs: null, acceptedAt: tx.now, endedAt: null },
      });
    }
    await recordSeeded(tx, 'Holder', id);
  });
  return id;
}
