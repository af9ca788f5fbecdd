import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MandateActRecord } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import { FixedClock } from '../clock/clock.fake.js';
import { canonicalJson, readPackage, type PrintedEvidence, type StampedAt } from '../evidence/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { FakeUnitOfWork } from '../unit-of-work/unit-of-work.fake.js';
import { BuildEvidence, StampEvidence } from './build-evidence.js';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const TENANT = asTenantId('0199aaaa-0000-7000-8000-000000000001');
const MANDATE = '0199aaaa-0000-7000-8000-000000000002';
const CONTENT = canonicalJson({ company: { name: 'Scierie' }, text: { version: '1' } });

const hash = (value: string | Uint8Array) =>
  `h(${typeof value === 'string' ? value.length : value.join('')})`;

const act = (kind: MandateActRecord['kind'], change: Partial<MandateActRecord> = {}): MandateActRecord => ({
  ...{ tenantId: TENANT, id: `act-${kind}`, mandateId: MANDATE, kind, accountId: null, email: 'a@b.fr' },
  ...{ typedName: 'A', strength: 'MAILED_LINK_AND_CODE', contentHash: 'signed', textVersion: '1' },
  ...{ references: { agentDocument: 'CNI X4RTBPFW4' }, proof: null, at: NOW },
  ...change,
});

const event = (name: OutboxEvent['name'], at = NOW): OutboxEvent => ({
  ...{ id: `event-${name}`, name, version: 1, tenantId: TENANT, objectId: MANDATE, correlationId: 'c' },
  occurredAt: at.toISOString(),
});

function setup() {
  const unitOfWork = new FakeUnitOfWork(new FixedClock(NOW));
  const { state } = unitOfWork;
  state.mandateActs.push(act('REPRESENTATIVE_SIGNATURE'), act('AGENT_ACCEPTANCE'), act('AGENT_COMMITMENTS'));
  state.evidence.contents.push({
    ...{ tenantId: TENANT, id: 'c1', mandateId: MANDATE, contentHash: 'signed', content: CONTENT, at: NOW },
  });
  const authority: { answers: StampedAt | Error } = { answers: { token: Uint8Array.of(7), at: NOW } };
  const printed: PrintedEvidence[] = [];
  const timeStamper = {
    stamp: async () => {
      if (authority.answers instanceof Error) throw authority.answers;
      return authority.answers;
    },
  };
  const hasher = { sha256: hash };
  const ports = {
    seal: { seal: async () => Uint8Array.of(1), sealPdf: async (pdf: Uint8Array) => pdf },
    printer: {
      print: async (one: PrintedEvidence) => {
        printed.push(one);
        return Uint8Array.of(2);
      },
      printDraft: async () => Uint8Array.of(3),
    },
    ...{
      timeStamper,
      hasher,
      randomness: { id: () => 'evidence-1', bytes: (n: number) => new Uint8Array(n) },
    },
  };
  return {
    ...{ unitOfWork, authority, printed },
    evidence: () => unitOfWork.state.evidence,
    journal: () => unitOfWork.state.journal.map(({ name }) => name),
    build: new BuildEvidence(unitOfWork, ports),
    stamp: new StampEvidence(unitOfWork, { timeStamper, hasher }),
  };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

describe('the evidence of a mandate (R20, I-4, I-7)', () => {
  it('has the text and each act, never what an officer saw of papers (L3), and its time-stamp', async () => {
    await t.build.execute(event('mandate.submitted'));
    const [sealed] = t.evidence().sealed;
    expect(sealed).toMatchObject({ stage: 'SUBMITTED', mandateId: MANDATE });
    expect(sealed?.evidence).not.toContain('X4RTBPFW4');
    expect(JSON.parse(sealed?.evidence ?? '')).toMatchObject({
      ...{ contentHash: 'signed', content: { company: { name: 'Scierie' } }, decision: null },
      acts: [
        { kind: 'REPRESENTATIVE_SIGNATURE' },
        { kind: 'AGENT_ACCEPTANCE' },
        { kind: 'AGENT_COMMITMENTS' },
      ],
    });
    expect(t.evidence().stamps).toMatchObject([{ id: 'evidence-1', stampedAt: NOW }]);
    expect(readPackage(t.printed[0]?.attachment ?? '')?.timeStamp?.token).toEqual(Buffer.from([7]));
    expect(t.journal()).toEqual(['mandate.evidence-built']);
  });

  it('is one, however often its event comes', async () => {
    await t.build.execute(event('mandate.submitted'));
    await t.build.execute(event('mandate.submitted'));
    expect(t.evidence().sealed).toHaveLength(1);
  });

  it('is sealed without a time-stamp while its authority is down, and stamped once when it is back', async () => {
    t.authority.answers = new Error('down');
    await t.build.execute(event('mandate.submitted'));
    expect(t.evidence().sealed).toHaveLength(1);
    expect(t.evidence().stamps).toEqual([]);
    const caller = { tenantId: TENANT, accountId: null, correlationId: 'c' };
    await expect(t.stamp.execute(caller, 'evidence-1')).rejects.toThrow('down');
    t.authority.answers = { token: Uint8Array.of(9), at: NOW };
    await t.stamp.execute(caller, 'evidence-1');
    await t.stamp.execute(caller, 'evidence-1');
    expect(t.evidence().stamps).toHaveLength(1);
    expect(t.journal()).toEqual(['mandate.evidence-built', 'mandate.evidence-stamped']);
  });

  it('is built of what was there at the decision, also when somebody has signed anew since', async () => {
    const later = new Date(NOW.getTime() + 60_000);
    const { mandateActs } = t.unitOfWork.state;
    mandateActs.push(act('OFFICER_DECISION', { typedName: null, strength: 'PASSWORD_AND_TOTP' }));
    mandateActs.push(act('REPRESENTATIVE_SIGNATURE', { id: 'later', contentHash: 'other', at: later }));
    await t.build.execute(event('mandate.returned'));
    const [sealed] = t.evidence().sealed;
    expect(sealed).toMatchObject({ stage: 'DECIDED' });
    expect(sealed?.evidence).toContain('"decision":"RETURNED"');
    expect(sealed?.evidence).not.toContain('later');
  });

  it('is none without all the signatures', async () => {
    t.unitOfWork.state.mandateActs.pop();
    await t.build.execute(event('mandate.submitted'));
    expect(t.evidence().sealed).toEqual([]);
  });
});
