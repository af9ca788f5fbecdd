import { describe, expect, it } from '@jest/globals';
import { revocationMachine } from '@mandataire/domain/revocation';
import type { RevocationRequest } from '../../graphql/schema.js';
import { elapsed, isRevoking, revocationSteps } from './revocation-progress.js';

const request = (part: Partial<RevocationRequest>): RevocationRequest =>
  ({
    state: 'SUBMITTED',
    receivedAt: '2026-11-22T10:00:00.000Z',
    sentToCaAt: null,
    confirmedAt: null,
    ocspSeenAt: null,
    crlSeenAt: null,
    closedAt: null,
    ...part,
  }) as RevocationRequest;

describe('the timeline of a revocation', () => {
  it.each(revocationMachine.states)('asks again in %s until the request has ended', (state) => {
    expect(isRevoking({ state })).toBe(!revocationMachine.terminal.includes(state));
  });

  it('shows the CRL seen before OCSP without hiding either', () => {
    const at = '2026-11-22T10:00:02.400Z';
    const steps = revocationSteps(
      request({ state: 'CONFIRMED', sentToCaAt: at, confirmedAt: at, crlSeenAt: at }),
    );
    expect(steps.map((step) => step.progress)).toEqual([
      'done',
      'done',
      'done',
      'current',
      'done',
      'waiting',
    ]);
  });

  it('awaits nothing once the request was rejected', () => {
    expect(revocationSteps(request({ state: 'REJECTED' })).map((step) => step.progress)).not.toContain(
      'current',
    );
  });

  it('says how long after the request a step came', () => {
    expect(elapsed('2026-11-22T10:00:00.000Z', '2026-11-22T10:00:01.840Z', 'fr')).toMatch(/^1,8\ss$/);
    expect(elapsed('2026-11-22T10:00:00.000Z', '2026-11-22T10:03:10.000Z', 'fr')).toMatch(/^3\smin$/);
    expect(elapsed('2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', 'fr')).toBeUndefined();
  });
});
