import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { HolderIdentity } from '@mandataire/domain/holder';
import {
  CURRENT_AGREEMENT,
  type AgreementText,
  type DayPerson,
  type VerificationDay,
} from '@mandataire/domain/verification-day';
import type { Hasher, Randomness } from '../clock/index.js';
import { canonicalJson } from '../evidence/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface AgreementRequest {
  readonly identity: HolderIdentity;
  readonly companyName: string;
  readonly day: VerificationDay;
  readonly agreement: AgreementText;
  readonly expiresAt: Date;
  readonly agreedAt: Date | null;
}

interface Asked {
  readonly person: DayPerson;
  readonly request: Omit<AgreementRequest, 'expiresAt'>;
}

async function asked(tx: Transaction, personId: string): Promise<Asked> {
  const person = await tx.dayPeople.find(personId);
  const holder = person && (await tx.holders.find(person.holderId));
  const day = person && (await tx.verificationDays.find(person.dayId));
  const identity = holder && (await tx.identities.version(holder.id, holder.identityNumber));
  if (!day || !identity) throw notFound();
  const { name: companyName } = await tx.companies.own();
  const request = { identity, companyName, day, agreement: CURRENT_AGREEMENT, agreedAt: null };
  return { person, request };
}

/** What the holder is asked by the link that was shown to him. Reading changes nothing (I-9). */
export class ReadAgreementRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(token: string, correlationId: string): Promise<AgreementRequest> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const { objectId, expiresAt } = await openUnusedLink(tx, tokenHash, 'AGREEMENT');
      return { ...(await asked(tx, objectId)).request, expiresAt };
    });
  }
}

export interface GiveAgreementInput {
  readonly token: string;
  readonly agrees: boolean;
  /** The version that he read: refused when a newer one came out meanwhile. */
  readonly textVersion: string;
}

/**
 * The holder agrees to the verification and to his data (F15, F65), once: evidence first, then the link is used. It is no
 * consent to an order: that names the product and its terms, and is asked for by the order's own link (I-21).
 */
export class GiveAgreement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: GiveAgreementInput, correlationId: string): Promise<AgreementRequest> {
    const { caller, tokenHash } = callerOfLink(input.token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'AGREEMENT');
      if (!input.agrees) throw refusedError(refuseInput({ agrees: 'MUST_ACCEPT' }).refusal);
      const { version } = CURRENT_AGREEMENT;
      if (input.textVersion !== version) {
        throw refusedError(refuseByRule('F15', 'AGREEMENT_CHANGED', { version }).refusal);
      }
      const { person, request } = await asked(tx, link.objectId);
      const { surname, givenNames, email, jobTitle, number } = request.identity;
      const read = { surname, givenNames, email, jobTitle, company: request.companyName };
      await tx.agreements.insert({
        tenantId: tx.caller.tenantId,
        id: this.randomness.id(),
        holderId: person.holderId,
        identityNumber: number,
        dayPersonId: person.id,
        textVersion: version,
        contentHash: this.hasher.sha256(canonicalJson({ read, agreement: request.agreement })),
        strength: 'SHOWN_LINK',
        at: tx.now,
      });
      await tx.links.save({ ...link, usedAt: tx.now });
      await tx.record({
        name: 'verification-day.agreed',
        objectType: 'Holder',
        objectId: person.holderId,
        facts: { textVersion: version, strength: 'SHOWN_LINK', identityNumber: number },
      });
      return { ...request, expiresAt: link.expiresAt, agreedAt: tx.now };
    });
  }
}
