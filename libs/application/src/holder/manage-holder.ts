import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import {
  identityFields,
  phoneNumber,
  type Holder,
  type HolderIdentity,
  type IdentityFields,
} from '@mandataire/domain/holder';
import {
  establishmentFault,
  normaliseSiret,
  reachesEstablishment,
  type Siret,
} from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Authorised, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface AddHolderInput extends IdentityFields {
  readonly idempotencyKey: string;
  readonly phone: string | null;
  /** SIRET as it was typed; null or nothing: in no establishment that is named. */
  readonly establishment: string | null;
}

/** E.164 (V9). @throws INVALID_INPUT phone */
export function normalisePhone(input: string | null): string | null {
  const phone = phoneNumber(input);
  if (phone === undefined) throw refusedError(refuseInput({ phone: 'PHONE_FORMAT' }).refusal);
  return phone;
}

/**
 * The establishment as it is stored: the company's own (V1), and one that the mandate of whoever says so reaches, so that
 * nobody puts a person where he himself has no right (D12).
 */
async function establishmentOf(
  tx: Transaction,
  typed: string | null,
  { establishments }: Authorised,
): Promise<Siret | null> {
  const establishment = normaliseSiret(typed);
  const fault = establishment && establishmentFault(establishment, (await tx.companies.own()).siren);
  if (fault) throw refusedError(refuseInput({ establishment: fault }).refusal);
  if (!reachesEstablishment(establishments, establishment)) {
    throw refusedError(refuseInput({ establishment: 'OUTSIDE_MANDATE' }).refusal);
  }
  return establishment;
}

const subjectSerialNumber = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(10)).toString('hex');

/**
 * The MC adds a holder with the data to certify (R21, R28, V10). Someone with the same e-mail in this company is refused;
 * a homonym is another person with his own subject serialNumber (D23, F38, I-22). An account with this e-mail that belongs to
 * the company is tied, so that nobody can verify himself (F61). Permission `holder.manage`.
 */
export class AddHolder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: AddHolderInput): Promise<{ holderId: string }> {
    const holderId = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const granted = await authorise(tx, requester, 'holder.manage');
      const before = await tx.once('holder.add', input, holderId);
      if (before !== undefined) return { holderId: before };
      const fields = orRefuse(identityFields(input));
      const establishment = await establishmentOf(tx, input.establishment, granted);
      if ((await tx.holders.withEmail(fields.email)) !== undefined)
        throw refusedError(refuseByRule('I-23', 'HOLDER_EMAIL_TAKEN').refusal);
      const account = await this.join(tx, fields);
      const holder: Holder = {
        tenantId: tx.caller.tenantId,
        id: holderId,
        version: 1,
        accountId: account,
        state: 'ACTIVE',
        phone: normalisePhone(input.phone),
        establishment,
        identityNumber: 1,
        subjectSerialNumber: subjectSerialNumber(this.randomness),
      };
      await tx.holders.insert(holder);
      await tx.identities.insert(identityOf(holder, this.randomness.id(), 1, fields));
      await tx.record({ name: 'holder.added', objectType: 'Holder', objectId: holderId });
      return { holderId };
    });
  }

  private async join(tx: Transaction, fields: IdentityFields): Promise<string> {
    const displayName = `${fields.givenNames[0]} ${fields.surname}`;
    const account = await tx.accounts.ensure({ id: this.randomness.id(), email: fields.email, displayName });
    const held = [...(await tx.memberships.of(account.id)), ...(await tx.memberships.invited(account.id))];
    if (!held.some((membership) => membership.role === 'HOLDER')) {
      const membership = { tenantId: tx.caller.tenantId, id: this.randomness.id(), accountId: account.id };
      const invited = { invitedAs: displayName, acceptedAt: null, endedAt: null };
      await tx.memberships.insert({ ...membership, role: 'HOLDER', ...invited });
    }
    return account.id;
  }
}

export const identityOf = (
  holder: Holder,
  id: string,
  number: number,
  fields: IdentityFields,
): HolderIdentity => ({
  tenantId: holder.tenantId,
  id,
  holderId: holder.id,
  number,
  ...fields,
});

export interface HolderActInput {
  readonly holderId: string;
  readonly version: number;
}

/** Telephone and establishment: never certified, so a change revokes nothing (D15). Permission `holder.manage`. */
export class ChangeHolderContact {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    /** An establishment left out stays what it is. */
    input: HolderActInput & Pick<AddHolderInput, 'phone'> & Partial<Pick<AddHolderInput, 'establishment'>>,
  ): Promise<Holder> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const granted = await authorise(tx, requester, 'holder.manage');
      const holder = await seen(tx, input);
      const phone = normalisePhone(input.phone);
      const { establishment: wished = holder.establishment } = input;
      const establishment = await establishmentOf(tx, wished, granted);
      const saved = await tx.holders.save({ ...holder, phone, establishment });
      await tx.record({ name: 'holder.contact-changed', objectType: 'Holder', objectId: holder.id });
      return saved;
    });
  }
}

/** Invites the holder to his own space; all he must do also works by mailed links. Permission `holder.manage`. */
export class InviteHolder {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: HolderActInput): Promise<Holder> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'holder.manage');
      const holder = await seen(tx, input);
      if (holder.accountId !== null && (await hasJoined(tx, holder.accountId))) {
        throw refusedError(refuseByRule('R28', 'ACCOUNT_ALREADY_ACTIVE').refusal);
      }
      await tx.record({ name: 'holder.invited', objectType: 'Holder', objectId: holder.id });
      return holder;
    });
  }
}

/** In his own space already: of this company, with a password. */
const hasJoined = async (tx: Transaction, accountId: string): Promise<boolean> =>
  (await tx.memberships.of(accountId)).some(({ role }) => role === 'HOLDER') &&
  (await tx.accounts.isActivated(accountId));

async function seen(tx: Transaction, input: HolderActInput): Promise<Holder> {
  const holder = await tx.holders.find(input.holderId);
  if (!holder) throw notFound();
  if (holder.version !== input.version) throw conflict();
  return holder;
}
