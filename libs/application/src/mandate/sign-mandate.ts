import { isEmailAddress } from '@mandataire/domain/account';
import {
  nameAgent,
  signAsAgent,
  signAsRepresentative,
  type AgentNaming,
  type Commitments,
} from '@mandataire/domain/mandate';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { OneTimeLink } from '@mandataire/domain/link';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, checkActCode, openUnusedLink, refuseCode, type CodeCheck } from '../link/index.js';
import { orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { keepMandateAct, loadMandateFile, type MandateFile } from './mandate-file.js';

/** The representative names the MC and the limits of his mandate, as often as he likes before signing (D12). */
export class NameAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(token: string, naming: AgentNaming, correlationId: string): Promise<MandateFile> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    const tidy: AgentNaming = {
      ...naming,
      agentName: naming.agentName.normalize('NFC').replace(/\s+/gu, ' ').trim(),
      agentEmail: naming.agentEmail.trim().toLowerCase(),
    };
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'REPRESENTATIVE');
      const { mandate, company } = await loadMandateFile(tx, link.objectId, this.hasher);
      if (!isEmailAddress(tidy.agentEmail)) {
        throw refusedError(refuseInput({ agentEmail: 'NOT_AN_EMAIL' }).refusal);
      }
      await tx.mandates.save(orRefuse(nameAgent(mandate, tidy, company.siren, tx.now)));
      // A code that was asked for another text signs nothing (D25).
      const code = await tx.actCodes.latest(link.id);
      if (code && code.usedAt === null) await tx.actCodes.save({ ...code, usedAt: tx.now });
      await tx.record({ name: 'mandate.agent-named', objectType: 'Mandate', objectId: mandate.id });
      return loadMandateFile(tx, mandate.id, this.hasher);
    });
  }
}

export interface SignMandateInput {
  readonly token: string;
  readonly typedName: string;
  readonly code: string;
  /** Hash of the file he read: refused when the file changed since. */
  readonly contentHash: string;
}

/**
 * The representative signs: full text shown, own name typed, act code (D25, I-4). Evidence first, then the mandate, then
 * the link is used. A wrong code is counted even though the act is refused.
 */
export class SignMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: SignMandateInput, correlationId: string): Promise<MandateFile> {
    return withCode(
      this.unitOfWork,
      this.hasher,
      { ...input, purpose: 'REPRESENTATIVE', correlationId },
      async (tx, link, file) => {
        const signed = orRefuse(signAsRepresentative(file.mandate, input.typedName, tx.now));
        return async () => {
          await keepMandateAct(tx, file, this.randomness, {
            kind: 'REPRESENTATIVE_SIGNATURE',
            email: link.email,
            typedName: input.typedName,
            strength: 'MAILED_LINK_AND_CODE',
          });
          const mandate = await tx.mandates.save(signed);
          await tx.record({
            name: 'mandate.signed',
            objectType: 'Mandate',
            objectId: mandate.id,
            facts: { strength: 'MAILED_LINK_AND_CODE', contentHash: file.contentHash },
          });
          return { ...file, mandate };
        };
      },
    );
  }
}

export interface AcceptMandateInput extends SignMandateInput, Omit<Commitments, 'typedName'> {}

/** The MC accepts the mandate and signs both commitments (F6, I-3): submitted and under review at once. */
export class AcceptMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: AcceptMandateInput, correlationId: string): Promise<MandateFile> {
    return withCode(
      this.unitOfWork,
      this.hasher,
      { ...input, purpose: 'AGENT', correlationId },
      async (tx, link, file) => {
        const accepted = orRefuse(signAsAgent(file.mandate, input, tx.now));
        return async () => {
          for (const kind of ['AGENT_ACCEPTANCE', 'AGENT_COMMITMENTS'] as const) {
            await keepMandateAct(tx, file, this.randomness, {
              kind,
              email: link.email,
              typedName: input.typedName,
              strength: 'MAILED_LINK_AND_CODE',
            });
          }
          const mandate = await tx.mandates.save(accepted);
          await tx.record({
            name: 'mandate.submitted',
            objectType: 'Mandate',
            objectId: mandate.id,
            previousState: file.mandate.state,
            nextState: mandate.state,
            facts: { contentHash: file.contentHash },
          });
          return { ...file, mandate };
        };
      },
    );
  }
}

interface CodedAct {
  readonly token: string;
  readonly code: string;
  readonly contentHash: string;
  readonly purpose: 'REPRESENTATIVE' | 'AGENT';
  readonly correlationId: string;
}

/** Decides first, then checks the code, then writes: a wrong code alone is committed, as a counted failure. */
async function withCode(
  unitOfWork: UnitOfWork,
  hasher: Hasher,
  act: CodedAct,
  decide: (tx: Transaction, link: OneTimeLink, file: MandateFile) => Promise<() => Promise<MandateFile>>,
): Promise<MandateFile> {
  const { caller, tokenHash } = callerOfLink(act.token, hasher, act.correlationId);
  const outcome = await unitOfWork.run(
    caller,
    async (tx): Promise<MandateFile | Exclude<CodeCheck, 'RIGHT'>> => {
      const link = await openUnusedLink(tx, tokenHash, act.purpose);
      const file = await loadMandateFile(tx, link.objectId, hasher);
      if (file.contentHash !== act.contentHash)
        throw refusedError(refuseByRule('I-4', 'FILE_CHANGED').refusal);
      const write = await decide(tx, link, file);
      const check = await checkActCode(tx, link, act.code, hasher);
      if (check !== 'RIGHT') return check;
      await tx.links.save({ ...link, usedAt: tx.now });
      return write();
    },
  );
  if (typeof outcome === 'string') throw refuseCode(outcome);
  return outcome;
}
