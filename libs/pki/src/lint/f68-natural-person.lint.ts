import { valuesOf, type AttributeName } from '../name/index.js';
import { unless, type Lint } from './lint.js';

const ONCE: readonly AttributeName[] = [
  'countryName',
  'commonName',
  'surname',
  'givenName',
  'title',
  'serialNumber',
  'organizationIdentifier',
];
const PSEUDONYM = '2.5.4.65';

/** Attributes of a natural person: one each, names and pseudonym never mixed (NAT-4.2.4), nothing unknown. */
export const naturalPersonLint: Lint = {
  clause: 'F68',
  check({ subject }) {
    return [
      ...ONCE.filter((name) => valuesOf(subject, name).length !== 1).map(
        (name) => `${name} is not there once`,
      ),
      ...unless(!subject.some(({ oid }) => oid === PSEUDONYM), 'a pseudonym stands beside the names'),
      ...subject
        .filter(({ name, oid }) => name === undefined && oid !== PSEUDONYM)
        .map(({ oid }) => `attribute ${oid} is not expected`),
    ];
  },
};
