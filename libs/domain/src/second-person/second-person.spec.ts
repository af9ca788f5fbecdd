import { describe, expect, it } from '@jest/globals';
import { asTenantId } from '../tenant/index.js';
import { exceedsAlone, isOwnFile, maySecond, SECOND_PERSON, type SecondPersonRequest } from './index.js';

const now = new Date('2026-11-22T10:00:00Z');
const request: SecondPersonRequest = {
  ...{ tenantId: asTenantId('11111111-1111-7111-8111-111111111111'), id: 'r', version: 1 },
  ...{ act: 'END_LAST_MANDATE', objectType: 'Mandate', objectId: 'm', objectVersion: 3, inputHash: 'h' },
  ...{ reason: 'Départ', state: 'REQUESTED', requestedBy: 'representative', requestedAt: now },
  ...{ expiresAt: new Date(now.getTime() + 1), escalatedAt: null },
  ...{ decidedBy: null, decidedAt: null, decisionReason: null },
};
const reason = (decision: ReturnType<typeof maySecond>) =>
  decision.ok ? null : decision.refusal.kind === 'RULE' && decision.refusal.reason;

describe('the second person (D28)', () => {
  it('is another one than the first, whatever his roles', () => {
    const roles = ['LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER'] as const;
    expect(reason(maySecond(request, { accountId: 'representative', roles }, now))).toBe('SAME_PERSON');
    expect(reason(maySecond(request, { accountId: 'other', roles: [roles[0]] }, now))).toBeNull();
    expect(reason(maySecond(request, { accountId: 'officer', roles: [roles[1]] }, now))).toBeNull();
  });

  it('has a role that the rule names', () => {
    for (const role of ['CERTIFICATION_AGENT', 'HOLDER', 'HR_READER', 'SALES', 'ADMINISTRATOR'] as const) {
      expect(reason(maySecond(request, { accountId: 'other', roles: [role] }, now))).toBe(
        'NOT_THE_SECOND_PERSON',
      );
    }
  });

  it('comes in time: within the 24 hours of the law', () => {
    const officer = { accountId: 'officer', roles: ['REGISTRATION_OFFICER'] as const };
    expect(reason(maySecond(request, officer, request.expiresAt))).toBe('SECOND_PERSON_TOO_LATE');
    for (const { validity, escalatesAfter } of Object.values(SECOND_PERSON)) {
      expect(validity).toEqual({ hours: 24 });
      expect(escalatesAfter).toEqual({ minutes: 30 });
    }
  });

  it('is needed for a mass revocation above its size only: five certificates or two in a hundred (D15)', () => {
    expect(exceedsAlone('REVOKE_IN_MASS', 1, 100)).toBe(false);
    expect(exceedsAlone('REVOKE_IN_MASS', 5, 1_000)).toBe(false);
    expect(exceedsAlone('REVOKE_IN_MASS', 6, 1_000)).toBe(true);
    expect(exceedsAlone('REVOKE_IN_MASS', 3, 100)).toBe(true);
  });
});

describe('one’s own file (F61)', () => {
  const officer = { accountId: 'officer', email: 'o@cci.example', isMember: false };

  it('is that of one’s company, and any that names one', () => {
    const parties = { accountIds: ['mc', null], emails: ['lr@dupre.example', null] };
    expect(isOwnFile(officer, parties)).toBe(false);
    expect(isOwnFile({ ...officer, isMember: true }, parties)).toBe(true);
    expect(isOwnFile({ ...officer, accountId: 'mc' }, parties)).toBe(true);
    expect(isOwnFile({ ...officer, email: 'lr@dupre.example' }, parties)).toBe(true);
  });
});
