import { describe, expect, it } from '@jest/globals';
import { commonName, identityFields } from './holder.js';

const person = {
  surname: 'Lefèvre-Œillet',
  givenNames: ['Anne-Françoise', 'Zoé'],
  email: 'anne@dupre.example',
  jobTitle: 'Gérante',
};

describe('what is certified of a person (R21, F37, V10)', () => {
  it('keeps names as on the document, in NFC', () => {
    expect(identityFields({ ...person, surname: 'Lefe\u0300vre-Œillet' })).toMatchObject({
      ok: true,
      next: { surname: 'Lefèvre-Œillet' },
    });
  });
  it('makes the common name of the first given name and the surname', () => {
    expect(commonName(person)).toBe('Anne-Françoise Lefèvre-Œillet');
  });
  it('refuses a common name beyond 64 characters, never cuts it', () => {
    expect(identityFields({ ...person, surname: 'x'.repeat(60) })).toMatchObject({
      ok: false,
      refusal: { fields: { surname: 'TOO_LONG' } },
    });
  });
  it('refuses control and direction characters', () => {
    expect(identityFields({ ...person, surname: 'Ben\u202eYoussef' })).toMatchObject({
      refusal: { fields: { surname: 'CONTROL_CHARACTER' } },
    });
  });
  it.each(['', 'anne', 'anne@', 'anne@dupre', 'a b@dupre.example', 'anne@-dupre.example'])(
    'refuses the e-mail "%s"',
    (email) => {
      expect(identityFields({ ...person, email })).toMatchObject({ ok: false });
    },
  );
});
