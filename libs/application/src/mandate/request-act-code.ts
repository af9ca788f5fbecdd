import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { ACT_CODE_VALIDITY, type ActCode, type OneTimeLink } from '@mandataire/domain/link';
import {
  isPhone,
  maskedPhone,
  signingMeans,
  type SignerPhone,
  type SigningMeans,
} from '@mandataire/domain/mandate';
import { addDuration } from '@mandataire/domain/time';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { rateLimited, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { loadMandateFile } from './mandate-file.js';

type Signer = 'REPRESENTATIVE' | 'AGENT';

const WAIT_MS = 60_000;
/** Codes per link in an hour, wherever they go. */
const MOST_AN_HOUR = 5;
const HOUR_MS = 3_600_000;

/** Whether messages can be sent from here. */
export interface SmsAvailability {
  readonly sendsSms: boolean;
}

export interface SigningOptions {
  readonly means: readonly SigningMeans[];
  /** Where a code would go, as its owner recognises it; null: he has yet to say it. */
  readonly phone: string | null;
}

/** A factor of a signer: his account's second one, or a telephone that has signed here before (D25). */
export async function hasFactor(tx: Transaction, email: string): Promise<boolean> {
  const known = await tx.evidence.phones.ofEmail(email);
  return (known?.confirmedAt ?? null) !== null || (await tx.accounts.hasFactor(email));
}

/** By which means the bearer of a link may sign. Reading it changes nothing. */
export class ReadSigningOptions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly sms: SmsAvailability,
  ) {}

  async execute(token: string, purpose: Signer, correlationId: string): Promise<SigningOptions> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, purpose);
      const known = await tx.evidence.phones.ofEmail(link.email);
      return {
        means: signingMeans(await hasFactor(tx, link.email), this.sms.sendsSms),
        phone: known && isSettled(known) ? maskedPhone(known.phone) : null,
      };
    });
  }
}

export interface ActCodeRequest {
  readonly token: string;
  readonly purpose: Signer;
  readonly channel: 'MAIL' | 'SMS';
  /** E.164, of a signer whose telephone nobody has given and who has not confirmed one. */
  readonly phone: string | null;
}

/**
 * Asks for a code for the act that a link opens, on the file as it is now; at most one a minute and five an hour. The
 * worker makes and sends it (D25).
 * @throws RULE_REFUSED D25 FACTOR_ENROLLED for a mailed code, SMS_NOT_AVAILABLE; INVALID_INPUT phone; RATE_LIMITED.
 */
export class RequestActCode {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
    private readonly sms: SmsAvailability,
  ) {}

  async execute(
    request: ActCodeRequest,
    correlationId: string,
  ): Promise<{ readonly expiresAt: Date; readonly phone: string | null }> {
    const { caller, tokenHash } = callerOfLink(request.token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, request.purpose);
      await refuseHaste(tx, link);
      const phone = await this.phoneFor(tx, link, request);
      const { contentHash } = await loadMandateFile(tx, link.objectId, this.hasher);
      const code: ActCode = {
        tenantId: link.tenantId,
        id: this.randomness.id(),
        version: 1,
        linkId: link.id,
        channel: request.channel,
        phone: phone?.phone ?? null,
        phoneGivenBy: phone?.givenBy ?? null,
        contentHash,
        codeHash: null,
        requestedAt: tx.now,
        expiresAt: addDuration(tx.now, ACT_CODE_VALIDITY),
        failedAttempts: 0,
        usedAt: null,
      };
      await tx.actCodes.insert(code);
      await tx.record({
        name: 'act-code.requested',
        objectType: 'ActCode',
        objectId: code.id,
        facts: { channel: request.channel },
      });
      return { expiresAt: code.expiresAt, phone: phone ? maskedPhone(phone.phone) : null };
    });
  }

  private async phoneFor(
    tx: Transaction,
    link: OneTimeLink,
    { channel, phone }: ActCodeRequest,
  ): Promise<SignerPhone | undefined> {
    const means = signingMeans(await hasFactor(tx, link.email), this.sms.sendsSms);
    if (!means.includes(channel)) {
      const reason = channel === 'MAIL' ? 'FACTOR_ENROLLED' : 'SMS_NOT_AVAILABLE';
      throw refusedError(refuseByRule('D25', reason).refusal);
    }
    if (channel === 'MAIL') return undefined;
    const known = await tx.evidence.phones.ofEmail(link.email);
    if (known && isSettled(known)) return known;
    if (phone === null) throw refusedError(refuseInput({ phone: 'REQUIRED' }).refusal);
    return keepPhone(tx, this.randomness, { email: link.email, phone, givenBy: 'SIGNER' });
  }
}

/** Given by somebody else, or confirmed: the bearer of a link does not change it. */
const isSettled = ({ givenBy, confirmedAt }: SignerPhone): boolean =>
  givenBy !== 'SIGNER' || confirmedAt !== null;

/** Notes a signer's telephone; one that has signed already stays. @throws INVALID_INPUT phone PHONE_FORMAT. */
export async function keepPhone(
  tx: Transaction,
  randomness: Randomness,
  given: Pick<SignerPhone, 'email' | 'phone' | 'givenBy'>,
): Promise<SignerPhone> {
  const field = given.givenBy === 'SIGNER' ? 'phone' : 'agentPhone';
  if (!isPhone(given.phone)) throw refusedError(refuseInput({ [field]: 'PHONE_FORMAT' }).refusal);
  const known = await tx.evidence.phones.ofEmail(given.email);
  if (known?.confirmedAt) return known;
  if (known) return tx.evidence.phones.save({ ...known, ...given, givenAt: tx.now });
  const row: SignerPhone = {
    ...{ tenantId: tx.caller.tenantId, id: randomness.id(), version: 1 },
    ...given,
    ...{ givenAt: tx.now, confirmedAt: null },
  };
  await tx.evidence.phones.insert(row);
  return row;
}

async function refuseHaste(tx: Transaction, link: OneTimeLink): Promise<void> {
  const codes = await tx.actCodes.since(link.id, new Date(tx.now.getTime() - HOUR_MS));
  const last = codes.at(-1);
  const wait = last ? last.requestedAt.getTime() + WAIT_MS - tx.now.getTime() : 0;
  if (wait > 0) throw rateLimited(Math.ceil(wait / 1000));
  const oldest = codes[0];
  if (oldest && codes.length >= MOST_AN_HOUR)
    throw rateLimited(Math.ceil((oldest.requestedAt.getTime() + HOUR_MS - tx.now.getTime()) / 1000));
}
