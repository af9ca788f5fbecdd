import type { AssuranceLevel } from '@mandataire/domain/catalogue';
import { commonName, type Holder } from '@mandataire/domain/holder';
import {
  closeMeeting,
  recordFaceToFace,
  type IdentityVerification,
  type VerificationAct,
  type Verifier,
} from '@mandataire/domain/identity-verification';
import type { Catalogue } from '../catalogue/index.js';
import { orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

export interface VerificationSettings {
  /** Whether a CNI of an adult of 2004 to 2013 counts five years longer than printed (D10). */
  readonly acceptsExtendedCni: boolean;
}

export interface VerificationTools {
  readonly catalogue: Catalogue;
  readonly settings: VerificationSettings;
}

interface Recording {
  readonly id: string;
  readonly holder: Holder;
  readonly verifier: Verifier;
  readonly input: VerificationAct;
  readonly tools: VerificationTools;
}

/**
 * The one way a record of a verified identity comes to be, whoever verifies (I-5, I-6, I-7, F13, F61, F65). A meeting that
 * was planned for the person is the one that took place: it ends here, and the record has its id. Two people who verified
 * each other are marked on both records and journaled (D25).
 */
export async function recordIn(tx: Transaction, recording: Recording): Promise<IdentityVerification> {
  const { holder, verifier, input, tools } = recording;
  const meeting = await tx.meetings.openFor(holder.id);
  const earlier = await verifiedBack(tx, holder, verifier.accountId);
  const facts = {
    id: meeting?.id ?? recording.id,
    holder,
    ...(await comparedIdentity(tx, holder)),
    signedAt: await signingLevel(tx, tools.catalogue, holder, input),
    mutual: earlier.length > 0,
    acceptsExtendedCni: tools.settings.acceptsExtendedCni,
  };
  const verified = orRefuse(recordFaceToFace(facts, verifier, input, tx.now));
  await tx.verifications.insert(verified);
  if (meeting) await tx.meetings.save(orRefuse(closeMeeting(meeting, verifier, tx.now)));
  for (const record of earlier) if (!record.mutual) await tx.verifications.save({ ...record, mutual: true });
  await journal(tx, verified, meeting?.state ?? null);
  return verified;
}

const journal = (
  tx: Transaction,
  verified: IdentityVerification,
  previousState: string | null,
): Promise<void> =>
  tx.record({
    ...{
      name: 'identity.verified',
      objectType: 'IdentityVerification',
      objectId: verified.id,
      previousState,
    },
    nextState: verified.state,
    facts: {
      ...{ holderId: verified.holderId, method: verified.method, level: verified.level },
      ...{ documentType: verified.documentType, mutual: verified.mutual },
    },
  });

/** A planned change is verified ahead of its day, so that its replacement can be prepared (D17). */
async function comparedIdentity(tx: Transaction, holder: Holder) {
  const planned = await tx.identityChanges.openFor(holder.id);
  const identityNumber = planned?.identityNumber ?? holder.identityNumber;
  const identity = await tx.identities.version(holder.id, identityNumber);
  return { identityNumber, holderName: identity ? commonName(identity) : '' };
}

/** What the person to be verified has verified of the verifier, who may be a holder himself (D25). */
async function verifiedBack(
  tx: Transaction,
  { accountId }: Holder,
  verifierAccountId: string,
): Promise<readonly IdentityVerification[]> {
  const verifier = accountId === null ? undefined : await tx.holders.ofAccount(verifierAccountId);
  return verifier && accountId !== null ? tx.verifications.ofVerifier(accountId, verifier.id) : [];
}

/** Level of the person's own valid certificate that signed the request; `evidence` is its serial (F13). */
async function signingLevel(
  tx: Transaction,
  catalogue: Catalogue,
  holder: Holder,
  { method, evidence }: VerificationAct,
): Promise<AssuranceLevel | null> {
  if (method !== 'SIGNED_REQUEST') return null;
  const serial = (evidence ?? '').replace(/[\s:]/gu, '').toLowerCase();
  const signing = (await tx.certificates.ofHolder(holder.id)).find(
    (each) => each.serial.toLowerCase() === serial && each.state === 'ACTIVE' && each.notAfter > tx.now,
  );
  const product = signing && (await catalogue.find(signing.productCode));
  return product?.level ?? null;
}
