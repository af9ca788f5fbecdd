import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { SENTENCES } from '@mandataire/domain/wording';
import { REQUEST_FAULTS } from '../http/refuse.js';
import { Documents } from './documents.js';
import { LIMITS, measure, QUERY_FAULTS } from './limits.js';

const schema = buildSchema(`
  type Query { people(first: Int = 25): PeopleConnection  person: Person  plain: String }
  type PeopleConnection { edges: [Edge!]!  totalCount: Int! }
  type Edge { cursor: String!  node: Person! }
  type Person { name: String!  nicknames: [String!]!  friends: [Person!]! }
  type Mutation { act: String  other: String }
`);
const api = buildSchema(readFileSync(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'));

const faultOf = (text: string) => new Documents().weigh(text, schema).fault;
const nested = (levels: number) => `${'{ friends '.repeat(levels)}{ name }${' }'.repeat(levels)}`;

describe('the weight of a query', () => {
  it.each([
    ['a page of people', '{ people(first: 100) { totalCount edges { cursor node { name } } } }'],
    ['an operation with a name and a fragment', 'query A { person { ...P } } fragment P on Person { name }'],
    ['one mutation', 'mutation { a: act }'],
    ['a field that does not exist, which validation will name', '{ nothing { at { all } } }'],
  ])('admits %s', (_what, text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it.each([
    ['TOO_DEEP', `{ person ${nested(LIMITS.depth)} }`],
    ['TOO_DEEP', `{ person ${nested(41)} }`],
    [
      'TOO_DEEP',
      '{ person { ...A } } fragment A on Person { ...B } fragment B on Person '.concat(nested(12)),
    ],
    ['TOO_MANY_ALIASES', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: plain`).join(' ')} }`],
    [
      'TOO_MANY_ALIASES',
      `{ person { ${'...A '.repeat(4)} } } fragment A on Person { ${Array.from({ length: 8 }, (_, n) => `a${n}: name`).join(' ')} }`,
    ],
    [
      'TOO_COSTLY',
      '{ people(first: 100) { edges { node { friends { friends { friends { friends { name } } } } } } } }',
    ],
    [
      'TOO_COSTLY',
      'query($n: Int) { people(first: $n) { edges { node { friends { friends { friends { friends { name } } } } } } } }',
    ],
    ['ONE_MUTATION', 'mutation { a: act b: act }'],
    ['ONE_MUTATION', 'mutation { ...A } fragment A on Mutation { act other }'],
    ['ONE_MUTATION', 'mutation { ... { act } ... { other } }'],
    ['ONE_OPERATION', 'query A { plain } mutation B { act }'],
    ['ONE_OPERATION', 'fragment A on Person { name }'],
    ['NO_SUBSCRIPTION', 'subscription { plain }'],
    ['CIRCULAR_FRAGMENT', '{ person { ...A } } fragment A on Person { friends { ...A } }'],
    ['CIRCULAR_FRAGMENT', '{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }'],
    ['TOO_LONG', `{ plain } # ${'x'.repeat(50_000)}`],
    ['TOO_MANY_TOKENS', `{ ${'p '.repeat(2_000)} }`],
    ['SYNTAX', '{ plain'],
    ['SYNTAX', ''],
    // Mercurius would take it for a parsed document.
    ['SYNTAX', JSON.stringify({ kind: 'Document', definitions: [] })],
  ])('refuses: %s', (fault, text) => {
    expect(text.length).toBeLessThan(64_000);
    expect(faultOf(text)).toBe(fault);
  });

  it('counts what would run: aliases and fragments one by one', () => {
    const rootFields = (text: string) => measure(parse(text), schema).rootFields;
    expect(rootFields('{ plain }')).toBe(1);
    expect(rootFields('{ a: plain b: plain ...F ...F } fragment F on Query { c: plain d: plain }')).toBe(6);
    expect(rootFields(`mutation { ${Array.from({ length: 600 }, (_, n) => `a${n}: act`).join(' ')} }`)).toBe(
      600,
    );
  });

  it('takes as long for fragments that double as for any other text', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Person { ...F${n + 1} ...F${n + 1} }`,
    );
    const text = `{ person { ...F0 } } ${doubling.join(' ')} fragment F60 on Person { a: name }`;
    expect(faultOf(text)).toBe('TOO_MANY_ALIASES');
  });

  it('weighs lists in lists by their product, and takes the page that is asked for', () => {
    const cost = (first: number) =>
      `{ orders(first: ${first}) { edges { node { certificate { reminders { id rung email state } } } } } }`;
    expect(new Documents().weigh(cost(100), api).fault).toBeUndefined();
    const heavy = `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: ${cost(100).slice(2, -2)}`).join(' ')} }`;
    expect(new Documents().weigh(heavy, api).fault).toBe('TOO_COSTLY');
    const light = `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: ${cost(5).slice(2, -2)}`).join(' ')} }`;
    expect(new Documents().weigh(light, api).fault).toBeUndefined();
  });

  it('has words for each fault in both languages', () => {
    for (const { faults } of Object.values(SENTENCES)) {
      expect([...QUERY_FAULTS, ...REQUEST_FAULTS].filter((fault) => !faults[fault])).toEqual([]);
    }
  });
});
