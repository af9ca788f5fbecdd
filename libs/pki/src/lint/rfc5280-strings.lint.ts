import { unfitCharacter, unfitSpace } from '../name/index.js';
import { unless, type Lint } from './lint.js';

/** Names say what they show: normalised (NFC), without controls, marks that turn the direction, or invisible characters. */
export const stringsLint: Lint = {
  clause: 'RFC 5280 §7.1',
  check: ({ subject }) =>
    subject.flatMap(({ name, oid, value }) => [
      ...unless(value === value.normalize('NFC'), `${name ?? oid} is not in Unicode form NFC`),
      ...unless(!unfitCharacter(value), `${name ?? oid} has a control or invisible character`),
      ...unless(!unfitSpace(value), `${name ?? oid} has a doubled or odd space`),
    ]),
};
