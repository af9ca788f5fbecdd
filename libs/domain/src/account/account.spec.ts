import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDuration } from '../time/index.js';
import {
  deviceSummary,
  factorIsFresh,
  judgePassword,
  normalisePassword,
  readRecoveryCode,
  rolesWithin,
  showRecoveryCode,
  TRY_PAUSES,
  type PasswordContext,
} from './index.js';

const LIST = new Set([
  'password',
  'motdepasse',
  'azerty',
  'qwerty',
  'bonjour',
  'liverpool',
  'football',
  'soleil',
  'correct',
  'horse',
  'battery',
  'staple',
]);
const ALONE: PasswordContext = {
  secondFactor: false,
  about: ['camille.rousseau@menuiserie-dupre.example', 'Camille Rousseau', 'Menuiserie Dupré & Fils'],
};
const judge = (password: string, context = ALONE) =>
  judgePassword(password, context, (word) => LIST.has(word));

describe('a password (L5, NIST SP 800-63B-4)', () => {
  it('has fifteen characters, or twelve beside a second factor, counted as people count them', () => {
    expect(judge('bleu-vent-9kqf').fault).toBe('PASSWORD_TOO_SHORT');
    expect(judge('bleu-vent-9kqfx').fault).toBeUndefined();
    const beside = { ...ALONE, secondFactor: true };
    expect(judge('vent-9kqf-x', beside).fault).toBe('PASSWORD_TOO_SHORT');
    expect(judge('vent-9kqf-xy', beside).fault).toBeUndefined();
    // Four characters outside the basic plane are four, not eight.
    expect(judge('🦊🐢🐬🐌🦔🐧🦉', beside).fault).toBe('PASSWORD_TOO_SHORT');
  });

  it('may be a long phrase, up to 256 characters', () => {
    expect(judge('correct horse battery staple').fault).toBeUndefined();
    expect(judge('à'.repeat(257)).fault).toBe('TOO_LONG');
  });

  it('asks for no kind of character', () => {
    expect(judge('vent sable orage lampe').fault).toBeUndefined();
    expect(judge('90217736450182947').fault).toBeUndefined();
  });

  it.each([
    'passwordpassword',
    'motdepasse-azerty',
    'P@ssw0rd12345678',
    'Motdepasse2026!!',
    'azertyuiopqsdfgh',
    'aaaaaaaaaaaaaaaaaaaa',
    'abcdefghijklmnopq',
    'liverpoolfootball',
    'kqfkqfkqfkqfkqfkqf',
    'BONJOURbonjour2025',
    'mötdépasse1234567',
  ])('is refused when it is made of little but what everybody tries: %s', (password) => {
    expect(judge(password).fault).toBe('PASSWORD_COMMON');
  });

  it.each([
    'camillerousseau',
    'Rousseau-Camille',
    'menuiseriedupre2026',
    'camille.rousseau@menuiserie-dupre.example',
    'mandataire-dupre',
    'chambersign2026!',
  ])('is refused when it is made of little but what is known about the person: %s', (password) => {
    expect(judge(password).fault).toBe('PASSWORD_ABOUT_YOU');
  });

  it('is the same from every keyboard', () => {
    expect(normalisePassword('fore\u0302t ﬁn')).toBe(normalisePassword('forêt fin'));
  });

  it('is judged in no time, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (password) => {
        const { bits, fault } = judge(password);
        expect(bits).toBeGreaterThanOrEqual(0);
        if ([...normalisePassword(password)].length < 15) expect(fault).toBe('PASSWORD_TOO_SHORT');
      }),
      { numRuns: 50 },
    );
    const start = performance.now();
    for (const password of ['a'.repeat(256), 'aB3$'.repeat(64), '1'.repeat(200)]) judge(password);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('is said to be stronger the longer it would take', () => {
    const levels = ['motdepasse', 'vent-9kqf', 'vent-9kqf-xy', 'vent sable orage lampe'].map(
      (password) => judge(password).level,
    );
    expect(levels).toEqual(['WEAK', 'FAIR', 'GOOD', 'STRONG']);
  });
});

describe('a session', () => {
  const now = new Date('2026-11-22T10:00:00Z');

  it('has a fresh factor for five minutes', () => {
    expect(factorIsFresh(null, now)).toBe(false);
    expect(factorIsFresh(now, now)).toBe(true);
    expect(factorIsFresh(now, addDuration(now, { minutes: 5 }))).toBe(true);
    expect(factorIsFresh(now, new Date(now.getTime() + 300_001))).toBe(false);
    expect(factorIsFresh(new Date(now.getTime() + 1), now)).toBe(false);
  });

  it('opens nothing but the holder’s part without a second factor', () => {
    expect(rolesWithin('PASSWORD', ['HOLDER', 'CERTIFICATION_AGENT', 'AUDITOR'])).toEqual(['HOLDER']);
    expect(rolesWithin('PASSWORD_AND_TOTP', ['HOLDER', 'AUDITOR'])).toEqual(['HOLDER', 'AUDITOR']);
  });

  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['curl/8.5', ''],
  ])('names its device coarsely: %s', (userAgent, device) => {
    expect(deviceSummary(userAgent)).toBe(device);
  });
});

describe('tries', () => {
  it('wait longer each time, and a minute at most', () => {
    expect([...TRY_PAUSES].sort((a, b) => a - b)).toEqual(TRY_PAUSES);
    expect(TRY_PAUSES.at(-1)).toBe(60);
  });
});

describe('a recovery code', () => {
  it('is read as it was made, however it is typed', () => {
    const shown = showRecoveryCode('ABCDEFGHIJKLMNOPQRSTUVWX');
    expect(shown).toBe('ABCD-EFGH-IJKL-MNOP-QRST-UVWX');
    expect(readRecoveryCode(` ${shown.toLowerCase().replaceAll('-', ' ')} `)).toBe(
      'ABCDEFGHIJKLMNOPQRSTUVWX',
    );
    expect(readRecoveryCode('0O1I8B')).toBe('OOIIBB');
  });
});
