import { describe, expect, it } from '@jest/globals';
import { cumulated } from './role-incompatibility.js';

describe('role incompatibilities', () => {
  it('bind at three stars and leave lower levels free (F44)', () => {
    const roles = ['REGISTRATION_OFFICER', 'AUDITOR'] as const;
    expect(cumulated(roles, 'THREE_STARS')).toHaveLength(1);
    expect(cumulated(roles, 'TWO_STARS')).toEqual([]);
  });
  it('say nothing of one role alone, or of a pair that may be cumulated (F44)', () => {
    expect(cumulated(['REGISTRATION_OFFICER'], 'THREE_STARS')).toEqual([]);
    expect(cumulated(['SALES', 'ADMINISTRATOR'], 'THREE_STARS')).toEqual([]);
  });
});
