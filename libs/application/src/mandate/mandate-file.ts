import {
  CURRENT_MANDATE_TEXT,
  type Mandate,
  type MandateActRecord,
  type MandateText,
} from '@mandataire/domain/mandate';
import type { Company } from '@mandataire/domain/tenant';
import type { Hasher, Randomness } from '../clock/index.js';
import { canonicalJson, type MandateContent } from '../evidence/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

/** Everything a signer reads before he signs: who, for which company, within which limits, in which words. */
export interface MandateFile {
  readonly mandate: Mandate;
  readonly company: Company;
  readonly text: MandateText;
  /** SHA-256 of the canonical file: the signature names it, so what was shown is what was signed. */
  readonly contentHash: string;
  /** That canonical file, octet for octet: what a certificate signs. */
  readonly content: string;
}

export async function loadMandateFile(
  tx: Transaction,
  mandateId: string,
  hasher: Hasher,
): Promise<MandateFile> {
  const mandate = await tx.mandates.find(mandateId);
  if (!mandate) throw notFound();
  const company = await tx.companies.own();
  const text = CURRENT_MANDATE_TEXT;
  const content: MandateContent = {
    company: { siren: company.siren, name: company.name, city: company.city },
    representative: { name: mandate.representativeName, email: mandate.representativeEmail },
    agent: { name: mandate.agentName, email: mandate.agentEmail },
    acts: mandate.acts,
    productCodes: mandate.productCodes,
    // Left out for the whole company: what was signed before there were establishments keeps its hash.
    ...(mandate.establishments.length > 0 ? { establishments: mandate.establishments } : {}),
    // Likewise what a first mandate, signed by the representative himself, has nothing of.
    ...(mandate.kind === 'PRINCIPAL' ? {} : { kind: mandate.kind, predecessorId: mandate.predecessorId }),
    ...(mandate.delegationId === null ? {} : { delegationId: mandate.delegationId }),
    ...(mandate.paper === null ? {} : { paperReference: mandate.paper.reference }),
    startsOn: mandate.startsOn,
    endsOn: mandate.endsOn,
    text,
  };
  const canonical = canonicalJson(content);
  return { mandate, company, text, content: canonical, contentHash: hasher.sha256(canonical) };
}

/** The signer's page behind his link. Reading it changes nothing; once he has signed, the link shows it to nobody (I-9). */
export class ReadMandateFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(
    token: string,
    purpose: 'REPRESENTATIVE' | 'AGENT',
    correlationId: string,
  ): Promise<MandateFile> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, purpose);
      return loadMandateFile(tx, link.objectId, this.hasher);
    });
  }
}

type Act = Pick<MandateActRecord, 'kind' | 'email' | 'typedName' | 'strength'> &
  Partial<Pick<MandateActRecord, 'accountId' | 'references' | 'proof'>>;

/** Keeps one act as evidence, bound to the file by its hash (I-4, I-7, D25). */
export const keepMandateAct = (
  tx: Transaction,
  file: MandateFile,
  randomness: Randomness,
  act: Act,
): Promise<void> =>
  tx.mandateActs.insert({
    tenantId: file.mandate.tenantId,
    id: randomness.id(),
    mandateId: file.mandate.id,
    accountId: null,
    references: null,
    proof: null,
    ...act,
    contentHash: file.contentHash,
    textVersion: file.text.version,
    at: tx.now,
  });
