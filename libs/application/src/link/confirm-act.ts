import { refuseInput } from '@mandataire/domain/decision';
import { ACT_CODE_TRIES, type ActCode, type OneTimeLink } from '@mandataire/domain/link';
import type { Hasher, Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { SmsSender } from '../sms/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

/** Bound to the link, so to one act of one person, and to the file that was shown when it was asked for. */
const codeHash = (hasher: Hasher, { linkId, contentHash }: ActCode, code: string) =>
  hasher.sha256(`act-code:${linkId}:${contentHash ?? ''}:${code}`);

const shown = (code: string): string => code.replace(/(\d{4})(?=\d)/, '$1 ');

/** The two ways out to a person. */
export interface CodePost {
  readonly mailer: Mailer;
  readonly sms: SmsSender;
}

/**
 * Makes the code and sends it by mail or SMS, as it was asked for: it exists in the message and as a hash only. A second
 * delivery makes a newer code.
 */
export class SendActCode {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
    private readonly post: CodePost,
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
      await tx.actCodes.save({ ...request, codeHash: codeHash(this.hasher, request, code) });
      return { code, to: link.email, phone: request.phone };
    });
    if (made) await this.send(event, made);
  }

  private async send(
    event: OutboxEvent,
    { code, to, phone }: { readonly code: string; readonly to: string; readonly phone: string | null },
  ): Promise<void> {
    if (phone !== null) {
      const text = `${shown(code)} : votre code de signature. Valable dix minutes. Ne le communiquez à personne.`;
      return this.post.sms.send({ id: event.id, to: phone, text });
    }
    await this.post.mailer.send(
      writeLetter({
        to,
        messageId: `${event.id}@mandataire`,
        subject: `${shown(code)} : votre code de signature`,
        greeting: 'Bonjour,',
        paragraphs: [
          `Votre code de signature : ${shown(code)}`,
          'Il est valable dix minutes et ne sert qu’une fois. Ne le communiquez à personne : nous ne vous le demanderons jamais.',
        ],
      }),
    );
  }
}

/** What checking a code found: the caller commits a failed try before it refuses, so that tries are counted. */
export type CodeFault = 'WRONG_CODE' | 'CODE_EXPIRED' | 'TOO_MANY_TRIES' | 'CODE_OF_OTHER_TEXT';

/** Checks the code of the link's newest request, for the file of this hash, and uses it up; or counts the failure. */
export async function checkActCode(
  tx: Transaction,
  link: OneTimeLink,
  { code, contentHash }: { readonly code: string; readonly contentHash: string },
  hasher: Hasher,
): Promise<ActCode | CodeFault> {
  const request = await tx.actCodes.latest(link.id);
  if (!request || request.usedAt !== null || request.expiresAt <= tx.now) return 'CODE_EXPIRED';
  if (request.failedAttempts >= ACT_CODE_TRIES) return 'TOO_MANY_TRIES';
  if (request.contentHash !== contentHash) return 'CODE_OF_OTHER_TEXT';
  if (request.codeHash !== codeHash(hasher, request, code.replace(/\s/g, ''))) {
    await tx.actCodes.save({ ...request, failedAttempts: request.failedAttempts + 1 });
    return 'WRONG_CODE';
  }
  return tx.actCodes.save({ ...request, usedAt: tx.now });
}

/** A failed check as the refusal beside the field. */
export const refuseCode = (check: CodeFault) => refusedError(refuseInput({ code: check }).refusal);
