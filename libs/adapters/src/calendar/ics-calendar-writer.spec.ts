import { describe, expect, it } from '@jest/globals';
import type { CalendarEntry } from '@mandataire/application/mail';
import { IcsCalendarWriter } from './index.js';

const entry: CalendarEntry = {
  ...{ uid: 'v@mandataire', sequence: 3, method: 'REQUEST', minutes: 30 },
  startsAt: new Date('2026-12-01T08:30:00Z'),
  writtenAt: new Date('2026-11-22T10:00:00Z'),
  title: 'Vérification d’identité : Zoé Lefèvre; Gérante',
  description: 'Menuiserie Dupré & Fils : face-à-face avec Claire Martin, au siège.\nPièce originale.',
  location: 'Siège, Lyon',
  organizer: { name: 'Claire Martin', email: 'claire@dupre.example' },
  attendee: { name: 'Zoé Lefèvre', email: 'zoe@dupre.example' },
};

/** Unfolded lines as name, parameters and value (RFC 5545 §3.1). */
function parsed(text: string): Map<string, string> {
  const lines = text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [, name = '', , value = ''] =
        /^([A-Z-]+)((?:;[^:"]*(?:"[^"]*")?[^:"]*)*):(.*)$/s.exec(line) ?? [];
      return [name, value];
    }),
  );
}

describe('an entry for a calendar (RFC 5545, RFC 5546)', () => {
  it('says when, where and with whom, under its UID and SEQUENCE', () => {
    const text = new IcsCalendarWriter().write(entry);
    const at = parsed(text);
    expect(Object.fromEntries(at)).toMatchObject({
      METHOD: 'REQUEST',
      UID: 'v@mandataire',
      SEQUENCE: '3',
      DTSTART: '20261201T083000Z',
      DURATION: 'PT30M',
      STATUS: 'CONFIRMED',
      LOCATION: 'Siège\\, Lyon',
      SUMMARY: 'Vérification d’identité : Zoé Lefèvre\\; Gérante',
      ORGANIZER: 'MAILTO:claire@dupre.example',
      ATTENDEE: 'mailto:zoe@dupre.example',
    });
    expect(at.get('DESCRIPTION')).toContain('\\n');
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(75);
  });
  it('is taken back by METHOD:CANCEL under the same UID', () => {
    const at = parsed(new IcsCalendarWriter().write({ ...entry, method: 'CANCEL', sequence: 4 }));
    expect(Object.fromEntries(at)).toMatchObject({
      METHOD: 'CANCEL',
      UID: 'v@mandataire',
      SEQUENCE: '4',
      STATUS: 'CANCELLED',
    });
  });
});
