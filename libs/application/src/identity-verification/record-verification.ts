import { refuseInput } from '@mandataire/domain/decision';
import type { VerificationAct } from '@mandataire/domain/identity-verification';
import { inForceOf } from '@mandataire/domain/mandate';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { forbidden, notFound, refusedError } from '../refusal/index.js';
import { attachFile } from '../stored-file/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { recordIn, type VerificationTools } from './record-in.js';

export interface RecordVerificationInput extends VerificationAct {
  readonly idempotencyKey: string;
  readonly holderId: string;
  /** Copies of the document (F14), uploaded for it: front and back. */
  readonly fileIds?: readonly string[];
}

const MOST_COPIES = 2;

/**
 * The MC records that he has verified a holder of his company (R30, F12, F13, F65, I-5, I-6). Append-only: a correction
 * is a new record (I-7). Refuses verifying himself (F61), an expired document (I-6), a meeting of before his mandate (R30), a
 * request that no valid certificate signed (F13), and another company's person, who is not there. Permission
 * `identity.verify`.
 */
export class RecordVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
    private readonly tools: VerificationTools,
  ) {}

  async execute(requester: Requester, input: RecordVerificationInput): Promise<{ verificationId: string }> {
    const id = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'identity.verify');
      const holder = await tx.holders.find(input.holderId);
      if (!holder || !(await areThere(tx, input.fileIds ?? []))) throw notFound();
      const before = await tx.once('identity.verify', input, id);
      if (before !== undefined) return { verificationId: before };
      const verifier = { actor, ...(await verifierOf(tx, requester)) };
      const verified = await recordIn(tx, { id, holder, verifier, input, tools: this.tools });
      await attachCopies(tx, input.fileIds ?? [], verified.id);
      return { verificationId: verified.id };
    });
  }
}

async function areThere(tx: Transaction, fileIds: readonly string[]): Promise<boolean> {
  const found = await Promise.all(fileIds.map((id) => tx.storedFiles.find(id)));
  return found.every((file) => file !== undefined);
}

async function attachCopies(tx: Transaction, fileIds: readonly string[], objectId: string): Promise<void> {
  if (fileIds.length > MOST_COPIES) throw refusedError(refuseInput({ fileIds: 'TOO_MANY_COPIES' }).refusal);
  for (const fileId of fileIds) {
    await attachFile(tx, {
      fileId,
      purpose: 'IDENTITY_DOCUMENT',
      objectType: 'IdentityVerification',
      objectId,
    });
  }
}

/** His name, and since when his mandate lets him verify (R30). */
async function verifierOf(tx: Transaction, { accountId }: Requester) {
  const account = await tx.accounts.find(accountId);
  const mandate = inForceOf(await tx.mandates.activeOf(accountId), tx.now);
  const mandatedSince = mandate?.startsOn;
  if (!account || !mandatedSince) throw forbidden();
  return { accountId, name: account.displayName, mandatedSince };
}
