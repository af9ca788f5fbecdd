import type { MandateActRecord } from '@mandataire/domain/mandate';
import type { Hasher, Randomness } from '../clock/index.js';
import {
  canonicalJson,
  EVIDENCE_FORMAT,
  writePackage,
  type EvidenceDecision,
  type EvidencePrinter,
  type EvidenceSeal,
  type MandateContent,
  type MandateEvidence,
  type SealedEvidence,
  type StampedAt,
  type TimeStamper,
} from '../evidence/index.js';
import type { EventName, OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { loadMandateFile } from './mandate-file.js';

const DECISION: Readonly<Partial<Record<EventName, EvidenceDecision>>> = {
  'mandate.approved': 'APPROVED',
  'mandate.rejected': 'REJECTED',
  'mandate.returned': 'RETURNED',
};

const SIGNED: readonly MandateActRecord['kind'][] = [
  'REPRESENTATIVE_SIGNATURE',
  'AGENT_ACCEPTANCE',
  'AGENT_COMMITMENTS',
];

export interface EvidencePorts {
  readonly seal: EvidenceSeal;
  readonly printer: EvidencePrinter;
  /** Left out where no authority is configured. */
  readonly timeStamper: TimeStamper | undefined;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/**
 * Builds and seals the evidence of a mandate when its file is complete, and again when the office has decided (R20, F63,
 * I-4, I-7): acts of that moment, the text that they name, seal, time-stamp where its authority answers. Signed outside
 * any transaction, then added; an event twice is one evidence.
 */
export class BuildEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ports: EvidencePorts,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const evidence = await this.unitOfWork.run(caller, (tx) => this.gather(tx, event));
    if (!evidence) return;
    const { seal, printer, hasher } = this.ports;
    const at = new Date(evidence.builtAt);
    const text = canonicalJson(evidence);
    const sealed = await seal.seal(Buffer.from(text, 'utf8'), at);
    const stamp = await this.stamped(sealed);
    const token = stamp && { token: stamp.token, sha256: hasher.sha256(stamp.token) };
    const attachment = writePackage({ evidence: text, seal: sealed, timeStamp: token });
    const printed = await printer.print({ evidence, attachment, stampedAt: stamp?.at ?? null });
    const row: SealedEvidence = {
      ...{ tenantId: caller.tenantId, id: this.ports.randomness.id(), mandateId: evidence.mandateId },
      ...{ eventId: event.id, stage: evidence.stage, evidence: text, evidenceHash: hasher.sha256(text) },
      ...{ seal: sealed, pdf: await seal.sealPdf(printed, at), builtAt: at },
    };
    await this.unitOfWork.run(caller, async (tx) => {
      if (await tx.evidence.sealed.ofEvent(event.id)) return;
      await tx.evidence.sealed.insert(row);
      if (stamp) await keepStamp(tx, row, stamp, hasher);
      await tx.record({
        name: 'mandate.evidence-built',
        objectType: 'Mandate',
        objectId: row.mandateId,
        facts: { evidenceHash: row.evidenceHash, stage: row.stage, stamped: stamp !== null },
      });
    });
  }

  /** Undefined when it is there already, or when the mandate was signed before texts were kept and has changed since. */
  private async gather(tx: Transaction, event: OutboxEvent): Promise<MandateEvidence | undefined> {
    if (await tx.evidence.sealed.ofEvent(event.id)) return undefined;
    const decision = DECISION[event.name] ?? null;
    const before = (await tx.evidence.acts(event.objectId)).filter(
      ({ at }) => at.getTime() <= Date.parse(event.occurredAt),
    );
    const kinds = decision ? [...SIGNED, 'OFFICER_DECISION' as const] : SIGNED;
    const acts = kinds.flatMap((kind) => before.findLast((act) => act.kind === kind) ?? []);
    const contentHash = acts[0]?.contentHash;
    if (contentHash === undefined || acts.length < kinds.length) return undefined;
    const content = await this.contentOf(tx, event.objectId, contentHash);
    if (content === undefined) return undefined;
    return {
      ...{ format: EVIDENCE_FORMAT, stage: decision ? 'DECIDED' : 'SUBMITTED', mandateId: event.objectId },
      ...{ builtAt: tx.now.toISOString(), content: JSON.parse(content) as MandateContent, contentHash },
      acts: acts.map(({ id, kind, email, typedName, strength, contentHash: hash, proof, at }) => ({
        ...{ id, kind, email, typedName, strength, contentHash: hash, proof, at: at.toISOString() },
      })),
      decision,
    };
  }

  private async contentOf(tx: Transaction, mandateId: string, hash: string): Promise<string | undefined> {
    const kept = await tx.evidence.contents.ofHash(mandateId, hash);
    if (kept) return kept.content;
    const file = await loadMandateFile(tx, mandateId, this.ports.hasher);
    return file.contentHash === hash ? file.content : undefined;
  }

  /** Null when there is no authority, or when it fails: the worker asks it again later. */
  private async stamped(seal: Uint8Array): Promise<StampedAt | null> {
    return (await this.ports.timeStamper?.stamp(seal).catch(() => null)) ?? null;
  }
}

const keepStamp = (
  tx: Transaction,
  { tenantId, id }: Pick<SealedEvidence, 'tenantId' | 'id'>,
  { token, at }: StampedAt,
  hasher: Hasher,
): Promise<void> =>
  tx.evidence.stamps.insert({
    ...{ tenantId, id, token, tokenHash: hasher.sha256(token), stampedAt: at, keptAt: tx.now },
  });

/** Time-stamps a seal whose authority did not answer when it was made; asked by the sweeper until it does. */
export class StampEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ports: Pick<EvidencePorts, 'timeStamper' | 'hasher'>,
  ) {}

  async execute(caller: Caller, evidenceId: string): Promise<void> {
    const { timeStamper, hasher } = this.ports;
    const row = await this.unitOfWork.run(caller, async (tx) =>
      (await tx.evidence.stamps.find(evidenceId)) ? undefined : tx.evidence.sealed.find(evidenceId),
    );
    if (!row || !timeStamper) return;
    const stamp = await timeStamper.stamp(row.seal);
    await this.unitOfWork.run(caller, async (tx) => {
      if (await tx.evidence.stamps.find(evidenceId)) return;
      await keepStamp(tx, row, stamp, hasher);
      await tx.record({
        name: 'mandate.evidence-stamped',
        objectType: 'Mandate',
        objectId: row.mandateId,
        facts: { evidenceHash: row.evidenceHash },
      });
    });
  }
}
