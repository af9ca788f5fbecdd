import { permit } from '@mandataire/domain/permission';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock, Hasher } from '../clock/index.js';
import { writePackage, type EvidencePrinter, type MandateContent } from '../evidence/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { loadMandateFile } from './mandate-file.js';

/** A file for a person to keep. */
export interface HandedOut {
  readonly name: string;
  readonly mediaType: 'application/pdf' | 'application/json';
  readonly octets: Uint8Array;
}

export interface EvidenceRequest {
  readonly mandateId: string;
  readonly evidenceId: string;
  readonly form: 'PDF' | 'JSON';
}

/**
 * Hands out a sealed evidence and journals to whom: representative and MC of the company, officers through an access
 * grant on the mandate. Permission `mandate.evidence`. The package has the newest time-stamp, the PDF the one of its day.
 */
export class HandOutEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly clock: Clock,
  ) {}

  async execute(requester: Requester, { mandateId, evidenceId, form }: EvidenceRequest): Promise<HandedOut> {
    const caller = permit('mandate.evidence', {
      memberships: [],
      platformRoles: requester.platformRoles,
      mandate: null,
    })
      ? {
          tenantId: await grantedCompany(this.grants, requester, mandateId, this.clock.now()),
          accountId: requester.accountId,
          correlationId: requester.correlationId,
        }
      : inCompany(requester);
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.evidence');
      const row = await tx.evidence.sealed.find(evidenceId);
      if (row?.mandateId !== mandateId) throw notFound();
      const stamp = await tx.evidence.stamps.find(evidenceId);
      await tx.record({
        name: 'mandate.evidence-handed-out',
        objectType: 'Mandate',
        objectId: mandateId,
        facts: { form, evidenceHash: row.evidenceHash },
      });
      const name = `preuve-mandat-${mandateId}-${row.stage === 'DECIDED' ? 'decision' : 'signatures'}`;
      if (form === 'PDF') return { name: `${name}.pdf`, mediaType: 'application/pdf', octets: row.pdf };
      const timeStamp = stamp ? { token: stamp.token, sha256: stamp.tokenHash } : null;
      const text = writePackage({ evidence: row.evidence, seal: row.seal, timeStamp });
      return { name: `${name}.json`, mediaType: 'application/json', octets: Buffer.from(text, 'utf8') };
    });
  }
}

/** The text to read before signing, as a PDF that says it is a draft (F63: on a durable medium before agreement). */
export class PrintMandateDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly printer: EvidencePrinter,
  ) {}

  async execute(
    token: string,
    purpose: 'REPRESENTATIVE' | 'AGENT',
    correlationId: string,
  ): Promise<HandedOut> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    const file = await this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, purpose);
      return loadMandateFile(tx, link.objectId, this.hasher);
    });
    const content = JSON.parse(file.content) as MandateContent;
    const octets = await this.printer.printDraft(content, file.contentHash);
    return { name: 'mandat-projet.pdf', mediaType: 'application/pdf', octets };
  }
}
