import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import {
  maskedPhone,
  sameName,
  type ActProof,
  type ActStrength,
  type CmsProof,
} from '@mandataire/domain/mandate';
import type { Clock, Hasher } from '../clock/index.js';
import type { CmsInspector } from '../evidence/index.js';
import { callerOfLink, checkActCode, openUnusedLink, refuseCode, type CodeFault } from '../link/index.js';
import { refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { loadMandateFile, type MandateFile } from './mandate-file.js';
import { hasFactor } from './request-act-code.js';

/** What a signer gives beside his name: the code that he was sent, or a CMS made with his own certificate. */
export interface GivenProof {
  readonly code?: string | null | undefined;
  /** DER, base64: over the canonical file, detached. */
  readonly cms?: string | null | undefined;
}

export interface ProvedAct extends GivenProof {
  readonly token: string;
  /** Hash of the file he read: refused when the file changed since. */
  readonly contentHash: string;
  readonly purpose: 'REPRESENTATIVE' | 'AGENT';
  readonly correlationId: string;
}

/** By what an act is bound to the file, as it is kept. */
export interface Binding {
  readonly strength: ActStrength;
  readonly proof: ActProof | null;
}

export interface ProofPorts {
  readonly inspector: CmsInspector;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

type Decide = (
  tx: Transaction,
  link: OneTimeLink,
  file: MandateFile,
) => Promise<(binding: Binding) => Promise<MandateFile>>;

/** No certificate chain needs more, base64. */
const MOST_CMS = 64 * 1024;

/** Takes one wilful act of a link's bearer by one recorded means (D25). */
export class ActProver {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ports: ProofPorts,
  ) {}

  /**
   * Decides first, then checks the proof, then writes: a wrong code alone is committed, as a counted failure. A CMS is
   * judged before the transaction, over the file of that moment; the hash says that it is still the same.
   */
  async prove(act: ProvedAct, decide: Decide): Promise<MandateFile> {
    const { code: typed = null, cms: made = null } = act;
    if ((typed === null) === (made === null)) throw refusedError(refuseInput({ code: 'ONE_PROOF' }).refusal);
    const { hasher } = this.ports;
    const { caller, tokenHash } = callerOfLink(act.token, hasher, act.correlationId);
    const cms = made === null ? null : await this.inspected(act, made);
    const outcome = await this.unitOfWork.run(caller, async (tx): Promise<MandateFile | CodeFault> => {
      const link = await openUnusedLink(tx, tokenHash, act.purpose);
      const file = await loadMandateFile(tx, link.objectId, hasher);
      if (file.contentHash !== act.contentHash)
        throw refusedError(refuseByRule('I-4', 'FILE_CHANGED').refusal);
      const write = await decide(tx, link, file);
      const code = typed === null ? null : await checkActCode(tx, link, { ...act, code: typed }, hasher);
      if (typeof code === 'string') return code;
      const binding = code ? await bindingOfCode(tx, link, code) : { strength: 'CMS' as const, proof: cms };
      await tx.links.save({ ...link, usedAt: tx.now });
      return write(binding);
    });
    if (typeof outcome === 'string') throw refuseCode(outcome);
    return outcome;
  }

  /** @throws INVALID_INPUT cms: each reason by its name. */
  private async inspected(act: ProvedAct, cms: string): Promise<CmsProof> {
    const refuse = (reason: string) => refusedError(refuseInput({ cms: reason }).refusal);
    if (cms.length > MOST_CMS) throw refuse('CMS_UNREADABLE');
    const { hasher, clock, inspector } = this.ports;
    const { caller, tokenHash } = callerOfLink(act.token, hasher, act.correlationId);
    const file = await this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, act.purpose);
      return loadMandateFile(tx, link.objectId, hasher);
    });
    const content = Buffer.from(file.content, 'utf8');
    const found = await inspector.inspect(Buffer.from(cms, 'base64'), content, clock.now());
    if (!found.ok) throw refuse(found.refusal);
    const { representativeName, agentName } = file.mandate;
    const name = (act.purpose === 'AGENT' ? agentName : representativeName) ?? '';
    if (!found.names.some((each) => sameName(each, name)))
      throw refusedError(refuseInput({ cms: 'CMS_NAME_DIFFERS' }).refusal);
    return found.proof;
  }
}

/** A mailed code no longer counts for who has enrolled a factor since he asked for it; an SMS enrols the telephone. */
async function bindingOfCode(tx: Transaction, link: OneTimeLink, code: ActCode): Promise<Binding> {
  if (code.channel === 'MAIL' || code.phone === null || code.phoneGivenBy === null) {
    if (await hasFactor(tx, link.email)) throw refusedError(refuseByRule('D25', 'FACTOR_ENROLLED').refusal);
    return { strength: 'MAILED_LINK_AND_CODE', proof: null };
  }
  const known = await tx.evidence.phones.ofEmail(link.email);
  if (known?.phone === code.phone && known.confirmedAt === null)
    await tx.evidence.phones.save({ ...known, confirmedAt: tx.now });
  const phone = { phone: maskedPhone(code.phone), phoneGivenBy: code.phoneGivenBy };
  return {
    strength: 'SMS_CODE',
    proof: { means: 'SMS', ...phone, requestedAt: code.requestedAt.toISOString() },
  };
}
