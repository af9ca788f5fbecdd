import { describe, expect, it } from '@jest/globals';
import { identityFaults, splitGivenNames } from './identity-inputs.js';
import { phoneFaults } from '../../ui/phone.js';

describe('given names in the order of the document', () => {
  it.each([
    ['Anne-Marie Louise', ['Anne-Marie', 'Louise']],
    ['Anne Marie, Louise', ['Anne Marie', 'Louise']],
    ['  Jean ,', ['Jean']],
    ['', []],
  ])('%j is %j', (typed, names) => {
    expect(splitGivenNames(typed)).toEqual(names);
  });

  it('asks for each certified field', () => {
    const empty = { surname: '', givenNames: ' ', email: 'x', jobTitle: '' };
    expect(identityFaults(empty)).toEqual({
      surname: 'REQUIRED',
      givenNames: 'REQUIRED',
      email: 'NOT_AN_EMAIL',
      jobTitle: 'REQUIRED',
    });
  });
});

describe('a phone number as people write it', () => {
  it.each(['', '06 12 34 56 78', '06.12.34.56.78', '+33 6 12 34 56 78', '0033612345678', '+32 470 12 34 56'])(
    'takes %j',
    (phone) => expect(phoneFaults(phone)).toEqual({}),
  );
  it.each(['12', '06 12 34 56', 'bureau 4'])('refuses %j', (phone) =>
    expect(phoneFaults(phone)).toEqual({ phone: 'PHONE_FORMAT' }),
  );
});
