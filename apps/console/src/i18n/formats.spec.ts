import { describe, expect, it } from '@jest/globals';
import { formatsOf, groupSerial, shortSerial } from './formats.js';

describe('what a reader sees of dates and numbers', () => {
  const fr = formatsOf('fr');

  it('writes dates in French, at Paris time', () => {
    expect(fr.date('2026-11-22T23:30:00Z')).toBe('23 novembre 2026');
    expect(fr.dateTime('2026-11-22T13:05:00Z')).toMatch(/22 novembre 2026 à 14:05/);
    expect(fr.date('2026-11-01T12:00:00Z')).toBe('1er novembre 2026');
    expect(fr.preciseTime('2026-07-01T10:00:03Z')).toMatch(/12:00:03/);
  });

  it('counts days on the calendar of Paris', () => {
    const now = new Date('2026-11-22T23:30:00Z');
    expect(fr.relativeDays('2026-11-23T10:00:00Z', now)).toBe('aujourd’hui');
    expect(fr.relativeDays('2027-01-07T10:00:00Z', now)).toBe('dans 45 jours');
    expect(fr.relativeDays('2029-11-22T10:00:00Z', now)).toBe('dans 35 mois');
    expect(formatsOf('en').relativeDays('2026-11-20T10:00:00Z', now)).toBe('3 days ago');
  });

  it('groups a serial', () => {
    expect(groupSerial('a1b2c3d4e5')).toBe('A1B2 C3D4 E5');
    expect(shortSerial('a1b2c3d4e5f60718293a')).toBe('A1B2C3…293A');
  });
});
