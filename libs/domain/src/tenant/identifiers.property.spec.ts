import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { isSiren, isSiret } from './siren.js';
import { isVatNumber } from './vat-number.js';

/**
 * SIREN, SIRET and VAT numbers against a second implementation (the package `stdnum`), on thousands of random, right and
 * mutated values. Where both don't say the same, the reason is named here; any other disagreement fails.
 */
const RUNS = 6_000;
const theirs = (kind: 'siren' | 'siret' | 'tva', value: string): boolean =>
  stdnum.FR?.[kind]?.validate(value).isValid ?? false;

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

const luhnKey = (eight: string): string => [...'0123456789'].find((key) => isSiren(eight + key)) ?? '0';

/** Right ones, so that a mutation is one step away from a right one. */
const rightSiren = digits(8).map((eight) => eight + luhnKey(eight));
const rightSiret = fc
  .tuple(fc.oneof(rightSiren, fc.constant('356000000')), digits(4))
  .map(
    ([siren, four]) => [...'0123456789'].map((key) => siren + four + key).find(isSiret) ?? `${siren}${four}0`,
  );
const KEY = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const anyVat = fc
  .tuple(
    fc.constantFrom(...KEY),
    fc.constantFrom(...KEY),
    fc.oneof(
      rightSiren,
      digits(9),
      digits(6).map((six) => `000${six}`),
    ),
  )
  .map((parts) => parts.join(''));
/** With the key of figures that is right for it. */
const rightVat = rightSiren.map(
  (siren) => String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0') + siren,
);

/** One character replaced, two neighbours changed over, one lost or one too many: how numbers go wrong. */
const mutated = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.nat(13), fc.constantFrom(...KEY), fc.constantFrom('replace', 'swap', 'lose', 'add'))
    .map(([text, position, character, how]) => {
      const at = position % text.length;
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      if (how === 'replace') return before + character + after;
      if (how === 'lose') return before + after;
      if (how === 'add') return before + character + text.slice(at);
      return before + (after[0] ?? '') + (text[at] ?? '') + after.slice(1);
    });

/** Values on which both disagree, by the reason that explains it. */
function compare(
  values: fc.Arbitrary<string>,
  [ours, kind]: readonly [(value: string) => boolean, 'siren' | 'siret' | 'tva'],
  explain: (value: string) => string | undefined,
): Record<string, number> {
  const told: Record<string, number> = {};
  let right = 0;
  fc.assert(
    fc.property(values, (value) => {
      const one = ours(value);
      right += one ? 1 : 0;
      const because = one === theirs(kind, value) ? 'agree' : explain(value);
      if (because === undefined) throw new Error(`${value}: ours ${one}, theirs ${!one}`);
      told[because] = (told[because] ?? 0) + 1;
    }),
    { numRuns: RUNS },
  );
  // Values that are all false would prove little.
  expect(right).toBeGreaterThan(RUNS / 20);
  return told;
}

describe('against a second implementation', () => {
  it('says the same of every SIREN, but for the sum of nothing, which no company has (V1)', () => {
    const values = fc.oneof(digits(9), rightSiren, mutated(rightSiren), fc.constant('000000000'));
    const told = compare(values, [isSiren, 'siren'], (value) =>
      value === '000000000' ? 'nobody' : undefined,
    );
    expect(told.agree).toBeGreaterThan(RUNS / 2);
  });

  it('says the same of every SIRET, but for a false SIREN in it and for La Poste (V1)', () => {
    const values = fc.oneof(
      digits(14),
      rightSiret,
      mutated(rightSiret),
      digits(5).map((nic) => `356000000${nic}`),
    );
    const told = compare(values, [isSiret, 'siret'], (value) => {
      // The other one counts the fourteen digits together and doesn't look whether the first nine are a company.
      if (!isSiren(value.slice(0, 9))) return 'the SIREN in it is false';
      // Both rules are found in La Poste's establishments: the sum of the digits by five, or the key that all others have.
      return value.startsWith('356000000') ? 'La Poste with the key of all others' : undefined;
    });
    expect(Object.keys(told).sort()).toEqual([
      'La Poste with the key of all others',
      'agree',
      'the SIREN in it is false',
    ]);
  });

  it('says the same of every VAT number, of figures alone and of letters too (V2)', () => {
    const values = fc.oneof(anyVat, rightVat, mutated(rightVat), mutated(anyVat));
    const told = compare(values, [(value) => isVatNumber(`FR${value}`), 'tva'], (value) =>
      value.endsWith('000000000') ? 'nobody, and not of Monaco either' : undefined,
    );
    expect(told.agree).toBeGreaterThan(RUNS - 10);
  });
});
