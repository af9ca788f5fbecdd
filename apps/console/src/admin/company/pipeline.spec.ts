import { describe, expect, it } from '@jest/globals';
import { mandateMachine } from '@mandataire/domain/mandate';
import type { Company } from '../../graphql/schema.js';
import { pipelineOf, PIPELINE_STEPS, stepOf } from './pipeline.js';

const company = (part: Partial<Company>): Company => ({
  id: 'c',
  siren: '552008443',
  name: 'A',
  city: 'B',
  mandateState: 'DRAFT',
  mandateId: 'm',
  representativeEmail: null,
  since: null,
  allowedActions: [],
  ...part,
});
const mandate = (id: string, representativeSignedAt: string | null) => ({
  id,
  representativeSignedAt,
  representativeName: 'R',
  agentName: 'M',
});

describe('the pipeline of sales', () => {
  it.each(mandateMachine.states)('places a company whose mandate is %s', (mandateState) => {
    expect(PIPELINE_STEPS).toContain(stepOf({ mandateState }, undefined));
  });

  it('tells the wait for the representative from the wait for the MC', () => {
    const waiting = { mandateState: 'AWAITING_SIGNATURES' } as const;
    expect(stepOf(waiting, mandate('m', null))).toBe('invited');
    expect(stepOf(waiting, mandate('m', '2026-11-20T08:00:00Z'))).toBe('signed');
  });

  it('puts the longest wait first', () => {
    const old = company({ id: 'old', since: '2026-10-01T08:00:00Z' });
    const recent = company({ id: 'recent', since: '2026-11-01T08:00:00Z' });
    expect(pipelineOf([recent, old], []).opened.map(({ id }) => id)).toEqual(['old', 'recent']);
  });
});
