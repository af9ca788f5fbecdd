import { isEmailAddress } from '@mandataire/domain/account';
import {
  nameAgent,
  signAsAgent,
  signAsRepresentative,
  type AgentNaming,
  type Commitments,
} from '@mandataire/domain/mandate';
import { refuseInput } from '@mandataire/domain/decision';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { orRefuse, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { keepMandateAct, loadMandateFile, type MandateFile } from './mandate-file.js';
import type { ActProver, GivenProof } from './prove-act.js';
import { keepPhone } from './request-act-code.js';

/** The representative names the MC and the limits of his mandate, as often as he likes before signing (D12). */
export class NameAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  /** @param agentPhone where the MC gets his code, E.164; null: he will say it himself. */
  async execute(
    token: string,
    { agentPhone = null, ...naming }: AgentNaming & { readonly agentPhone?: string | null | undefined },
    correlationId: string,
  ): Promise<MandateFile> {
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
      if (agentPhone !== null)
        await keepPhone(tx, this.randomness, {
          ...{ email: tidy.agentEmail, phone: agentPhone, givenBy: 'REPRESENTATIVE' },
        });
      // A code that was asked for another text signs nothing (D25).
      const code = await tx.actCodes.latest(link.id);
      if (code && code.usedAt === null) await tx.actCodes.save({ ...code, usedAt: tx.now });
      await tx.record({ name: 'mandate.agent-named', objectType: 'Mandate', objectId: mandate.id });
      return loadMandateFile(tx, mandate.id, this.hasher);
    });
  }
}

export interface SignMandateInput extends GivenProof {
  readonly token: string;
  readonly typedName: string;
  /** Hash of the file he read: refused when the file changed since. */
  readonly contentHash: string;
}

/**
 * The representative signs: full text shown, own name typed, and one means (D25, I-4). The text as he read it first, then
 * the evidence, then the mandate; the link is used. A wrong code is counted even though the act is refused.
 */
export class SignMandate {
  constructor(
    private readonly prover: ActProver,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: SignMandateInput, correlationId: string): Promise<MandateFile> {
    const act = { ...input, purpose: 'REPRESENTATIVE' as const, correlationId };
    return this.prover.prove(act, async (tx, link, file) => {
      const signed = orRefuse(signAsRepresentative(file.mandate, input.typedName, tx.now));
      return async (binding) => {
        await tx.evidence.contents.insert({
          ...{ tenantId: link.tenantId, id: this.randomness.id(), mandateId: file.mandate.id },
          ...{ contentHash: file.contentHash, content: file.content, at: tx.now },
        });
        await keepMandateAct(tx, file, this.randomness, {
          kind: 'REPRESENTATIVE_SIGNATURE',
          email: link.email,
          typedName: input.typedName,
          ...binding,
        });
        const mandate = await tx.mandates.save(signed);
        await tx.record({
          name: 'mandate.signed',
          objectType: 'Mandate',
          objectId: mandate.id,
          facts: { strength: binding.strength, contentHash: file.contentHash },
        });
        return { ...file, mandate };
      };
    });
  }
}

export interface AcceptMandateInput extends SignMandateInput, Omit<Commitments, 'typedName'> {}

/** The MC accepts the mandate and signs both commitments (F6, I-3): submitted and under review at once. */
export class AcceptMandate {
  constructor(
    private readonly prover: ActProver,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: AcceptMandateInput, correlationId: string): Promise<MandateFile> {
    const act = { ...input, purpose: 'AGENT' as const, correlationId };
    return this.prover.prove(act, async (tx, link, file) => {
      const accepted = orRefuse(signAsAgent(file.mandate, input, tx.now));
      return async (binding) => {
        for (const kind of ['AGENT_ACCEPTANCE', 'AGENT_COMMITMENTS'] as const) {
          await keepMandateAct(tx, file, this.randomness, {
            kind,
            email: link.email,
            typedName: input.typedName,
            ...binding,
          });
        }
        const mandate = await tx.mandates.save(accepted);
        await tx.record({
          name: 'mandate.submitted',
          objectType: 'Mandate',
          objectId: mandate.id,
          previousState: file.mandate.state,
          nextState: mandate.state,
          facts: { strength: binding.strength, contentHash: file.contentHash },
        });
        return { ...file, mandate };
      };
    });
  }
}
