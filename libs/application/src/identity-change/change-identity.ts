import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import {
  certifiedChanges,
  certifiedDataOf,
  identityFields,
  type Holder,
  type HolderIdentity,
  type IdentityFields,
} from '@mandataire/domain/holder';
import { impactOf, withIdentity, type ChangeImpact } from '@mandataire/domain/identity-change';
import { addMonths, dateInParis, isCalendarDate } from '@mandataire/domain/time';
import type { Randomness } from '../clock/index.js';
import { doubtfulCharacters, identityOf } from '../holder/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface IdentityChangeInput extends IdentityFields {
  readonly holderId: string;
  readonly version: number;
  /** Day in Paris from which it is true; today or earlier revokes now (D17). */
  readonly effectiveOn: string;
  /** Names with characters that look like others, compared with the document letter by letter. */
  readonly confirmedNames?: readonly string[] | null;
}

export interface ConfirmIdentityChangeInput extends IdentityChangeInput {
  readonly idempotencyKey: string;
  /** The certificates the person was shown as to be revoked: refused when it is no longer that list (I-15). */
  readonly confirmedCertificateIds: readonly string[];
}

/** Where a company has no history: an order takes about this many days. */
const ASSUMED_DELAY_DAYS = 3;
/** A change further away is not known yet; meanwhile it would hold up every other one. */
const FURTHEST_MONTHS = 12;

interface Prepared {
  readonly holder: Holder;
  readonly identity: HolderIdentity;
  readonly fields: IdentityFields;
  readonly impact: ChangeImpact;
}

const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Loads and judges a change, without writing: what is shown and what is confirmed are the same computation (I-15). */
async function prepare(tx: Transaction, input: IdentityChangeInput): Promise<Prepared> {
  const holder = await tx.holders.find(input.holderId);
  const identity = holder && (await tx.identities.version(holder.id, holder.identityNumber));
  if (!identity) throw notFound();
  if (holder.version !== input.version) throw conflict();
  checkDay(input.effectiveOn, tx.now);
  if (await tx.identityChanges.openFor(holder.id))
    throw refusedError(refuseByRule('I-15', 'CHANGE_ALREADY_OPEN').refusal);
  const fields = orRefuse(identityFields(input, input.confirmedNames ?? []));
  const other = await tx.holders.withEmail(fields.email);
  if (other !== undefined && other !== holder.id)
    throw refusedError(refuseByRule('I-23', 'HOLDER_EMAIL_TAKEN').refusal);
  const before = certifiedDataOf(holder, identity, await tx.companies.own());
  const impact = impactOf(
    {
      before,
      after: withIdentity(before, fields),
      certificates: await tx.certificates.ofHolder(holder.id),
      orders: await tx.orders.ofHolder(holder.id),
      effectiveOn: input.effectiveOn,
      usualDelayDays: median(await tx.orders.completionDays()) ?? ASSUMED_DELAY_DAYS,
    },
    tx.now,
  );
  if (certifiedChanges(before, withIdentity(before, fields)).length === 0) {
    throw refusedError(refuseByRule('D15', 'NOTHING_CHANGES').refusal);
  }
  return { holder, identity, fields, impact };
}

/** Shows what a change would do; writes nothing (I-15, D16, D17). Permission `identity.preview`. */
export class PreviewIdentityChange {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: IdentityChangeInput): Promise<ChangeImpact> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.preview');
      return (await prepare(tx, input)).impact;
    });
  }
}

/**
 * Confirms a change of certified data (R23, I-15). One transaction keeps the new identity version and the change; the
 * worker's saga then revokes and prepares the replacements. A future change leaves the identity in force until its day
 * (D17). Refuses when the impact is no longer the one that was shown. Permission `identity.change`.
 */
export class ConfirmIdentityChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(
    requester: Requester,
    input: ConfirmIdentityChangeInput,
  ): Promise<{ changeId: string; impact: ChangeImpact | null }> {
    const changeId = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.change');
      const earlier = await tx.once('identity.change', input, changeId);
      if (earlier !== undefined) return { changeId: earlier, impact: null };
      const { holder, fields, impact } = await prepare(tx, input);
      const found = impact.certificatesToRevoke.map((certificate) => certificate.id).sort();
      if (found.join() !== [...input.confirmedCertificateIds].sort().join()) {
        throw refusedError(refuseByRule('I-15', 'IMPACT_CHANGED').refusal);
      }
      const number = await nextIdentityNumber(tx, holder);
      await tx.identities.insert(identityOf(holder, this.randomness.id(), number, fields));
      await tx.holders.save({ ...holder, identityNumber: impact.immediate ? number : holder.identityNumber });
      await tx.identityChanges.insert({
        tenantId: holder.tenantId,
        id: changeId,
        version: 1,
        holderId: holder.id,
        identityNumber: number,
        effectiveOn: impact.immediate ? dateInParis(tx.now) : input.effectiveOn,
        state: impact.immediate ? 'APPLYING' : 'PLANNED',
        requestedBy: requester.accountId,
        requestedAt: tx.now,
        doneAt: null,
      });
      await tx.record({
        name: 'identity-change.confirmed',
        objectType: 'IdentityChange',
        objectId: changeId,
        nextState: impact.immediate ? 'APPLYING' : 'PLANNED',
        facts: {
          holderId: holder.id,
          attributes: impact.changes.map((change) => change.attribute).join(','),
          ...(doubtfulCharacters(fields) ? { compared: doubtfulCharacters(fields) } : {}),
        },
      });
      return { changeId, impact };
    });
  }
}

/** Versions are never used twice: those of a change that was taken back stay what they were. */
export async function nextIdentityNumber(tx: Transaction, holder: Holder): Promise<number> {
  let number = holder.identityNumber + 1;
  while (await tx.identities.version(holder.id, number)) number += 1;
  return number;
}

/** A day of the calendar, a year ahead at most (D17). */
function checkDay(effectiveOn: string, now: Date): void {
  if (!isCalendarDate(effectiveOn)) throw refusedError(refuseInput({ effectiveOn: 'NOT_A_DATE' }).refusal);
  if (effectiveOn > addMonths(dateInParis(now), FURTHEST_MONTHS))
    throw refusedError(refuseInput({ effectiveOn: 'TOO_FAR_AHEAD' }).refusal);
}
