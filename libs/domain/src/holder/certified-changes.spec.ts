import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CertifiedData } from './certified-data.js';
import { certifiedChanges } from './certified-changes.js';

const data: CertifiedData = {
  surname: 'Lefèvre',
  givenNames: ['Zoé', 'Anne'],
  email: 'zoe@dupre.example',
  jobTitle: 'Comptable',
  companyName: 'Menuiserie Dupré',
  siren: '552008443',
  subjectSerialNumber: 'x',
};

describe('what counts as a change of certified data (R23, D15)', () => {
  it.each([
    ['surname', { surname: 'Martin' }],
    ['givenNames', { givenNames: ['Zoé'] }],
    ['email', { email: 'zoe.martin@dupre.example' }],
    ['jobTitle', { jobTitle: 'Directrice' }],
    ['companyName', { companyName: 'Menuiserie Martin' }],
    ['siren', { siren: '732829320' }],
  ])('%s does', (attribute, change) => {
    expect(certifiedChanges(data, { ...data, ...change }).map((c) => c.attribute)).toEqual([attribute]);
  });
  it('a corrected accent does: it is another name', () => {
    expect(certifiedChanges(data, { ...data, surname: 'Lefevre' })).toHaveLength(1);
  });
  it('case, spaces and Unicode form alone do not', () => {
    expect(certifiedChanges(data, { ...data, surname: '  LEFE\u0300VRE ' })).toEqual([]);
  });
  it('nothing changes against itself, whatever the names', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (surname, givenNames) => {
        const any = { ...data, surname, givenNames };
        expect(certifiedChanges(any, any)).toEqual([]);
      }),
    );
  });
});
