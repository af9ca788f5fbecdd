import { refuseInput } from '@mandataire/domain/decision';
import { ACT_CODE_TRIES, ACT_CODE_VALIDITY, type ActCode, type OneTimeLink } from '@mandataire/domain/link';
import { addDuration } from '@mandataire/domain/time';
import type { Hasher, Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, rateLimited, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { callerOfLink, openUnusedLink } from './open-link.js';

/** Asks for a code for the act that a link opens; at most one a minute. The worker makes and mails it (D25). */
export class RequestActCode {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(
    token: string,
    purpose: OneTimeLink['purpose'],
    correlationId: string,
  ): Promise<{ expiresAt: Date }> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, purpose);
      const last = await tx.actCodes.latest(link.id);
      const wait = last ? Math.ceil((last.requestedAt.getTime() + 60_000 - tx.now.getTime()) / 1000) : 0;
      if (wait > 0) throw rateLimited(wait);
      const code: ActCode = {
        tenantId: link.tenantId,
        id: this.randomness.id(),
        version: 1,
        linkId: link.id,
        codeHash: null,
        requestedAt: tx.now,
        expiresAt: addDuration(tx.now, ACT_CODE_VALIDITY),
        failedAttempts: 0,
        usedAt: null,
      };
      await tx.actCodes.insert(code);
      await tx.record({ name: 'act-code.requested', objectType: 'ActCode', objectId: code.id });
      return { expiresAt: code.expiresAt };
    });
  }
}

const codeHash = (hasher: Hasher, linkId: string, code: string) =>
  hasher.sha256(`act-code:${linkId}:${code}`);

/** Makes the code and mails it: it exists in the mail and as a hash only. A second delivery makes a newer code. */
export class SendActCode {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
    private readonly mailer: Mailer,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const made = await this.unitOfWork.run(caller, async (tx) => {
      const request = await tx.actCodes.find(event.objectId);
      if (!request) throw notFound();
      if (request.usedAt !== null || request.expiresAt <= tx.now) return undefined;
      const link = await tx.links.find(request.linkId);
      if (!link) throw notFound();
      const number = Buffer.from(this.randomness.bytes(6)).readUIntBE(0, 6) % 100_000_000;
      const code = String(number).padStart(8, '0');
      await tx.actCodes.save({ ...request, codeHash: codeHash(this.hasher, link.id, code) });
      return { code, to: link.email };
    });
    if (!made) return;
    await this.mailer.send(
      writeLetter({
        to: made.to,
        messageId: `${event.id}@mandataire`,
        subject: `${made.code.replace(/(\d{4})(?=\d)/, '$1 ')} : votre code de signature`,
        greeting: 'Bonjour,',
        paragraphs: [
          `Votre code de signature : ${made.code.replace(/(\d{4})(?=\d)/, '$1 ')}`,
          'Il est valable dix minutes et ne sert qu’une fois. Ne le communiquez à personne : nous ne vous le demanderons jamais.',
        ],
      }),
    );
  }
}

/** What checking a code found: the caller commits a failed try before it refuses, so that tries are counted. */
export type CodeCheck = 'RIGHT' | 'WRONG_CODE' | 'CODE_EXPIRED' | 'TOO_MANY_TRIES';

/** Checks the code of the link's newest request and uses it up, or counts the failure. */
export async function checkActCode(
  tx: Transaction,
  link: OneTimeLink,
  code: string,
  hasher: Hasher,
): Promise<CodeCheck> {
  const request = await tx.actCodes.latest(link.id);
  if (!request || request.usedAt !== null || request.expiresAt <= tx.now) return 'CODE_EXPIRED';
  if (request.failedAttempts >= ACT_CODE_TRIES) return 'TOO_MANY_TRIES';
  if (request.codeHash !== codeHash(hasher, link.id, code.replace(/\s/g, ''))) {
    await tx.actCodes.save({ ...request, failedAttempts: request.failedAttempts + 1 });
    return 'WRONG_CODE';
  }
  await tx.actCodes.save({ ...request, usedAt: tx.now });
  return 'RIGHT';
}

/** A failed check as the refusal beside the field. */
export const refuseCode = (check: Exclude<CodeCheck, 'RIGHT'>) =>
  refusedError(refuseInput({ code: check }).refusal);
