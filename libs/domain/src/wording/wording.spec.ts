import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { preferredLanguage, refusalSentence, SENTENCES } from './index.js';

const ROOT = path.join(import.meta.dirname, '../../../..');
const KEY = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';

function sources(): string[] {
  return ['libs', 'apps/api'].flatMap((part) =>
    readdirSync(path.join(ROOT, part), { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          /\.ts$/.test(file) && !/\.(spec|fake|builder|contract)\.ts$|(^|\/)(dist|node_modules)\//.test(file),
      )
      .map((file) => readFileSync(path.join(ROOT, part, file), 'utf8')),
  );
}

const found = (text: string, pattern: string): string[] =>
  [...text.matchAll(new RegExp(pattern, 'gs'))].map(([, key]) => key ?? '');

/** Every reason that some refusal in the code gives. */
function reasonsInCode(): Set<string> {
  const reasons = sources().flatMap((text) => [
    ...found(text, `\\b(?:unauthenticated|forbidden|conflict|refuseLink|brokenOff)\\(\\s*'(${KEY})'`),
    ...found(text, `'(CSR_[A-Z_]+)'`),
    ...[...text.matchAll(/refuseByRule\(((?:[^()]|\([^()]*\))*)\)/gs)].flatMap(([, call]) =>
      found(call ?? '', `[?:,]\\s*'(${KEY})'`),
    ),
  ]);
  return new Set(reasons);
}

/** Every code of a field's fault. */
function faultsInCode(): Set<string> {
  return new Set(
    sources().flatMap((text) => [
      ...found(text, `\\bfields(?:\\.\\w+|\\[\\w+\\]) = '([A-Z_]+)'`),
      ...[...text.matchAll(/(?:refuseInput|invalidInput)\(\{([^}]*)\}/gs)].flatMap(([, call]) =>
        found(call ?? '', `:\\s*'([A-Z_]+)'`),
      ),
    ]),
  );
}

describe.each(['fr', 'en'] as const)('wording in %s', (language) => {
  it('has a sentence for every reason that the code gives', () => {
    const reasons = reasonsInCode();
    expect(reasons.size).toBeGreaterThan(30);
    expect([...reasons].filter((reason) => !SENTENCES[language].reasons[reason])).toEqual([]);
  });

  it('has words for every fault of a field', () => {
    const faults = faultsInCode();
    expect(faults.size).toBeGreaterThan(7);
    expect([...faults].filter((fault) => !SENTENCES[language].faults[fault])).toEqual([]);
  });

  it('ends each sentence, and leaves no placeholder behind', () => {
    const { codes, reasons } = SENTENCES[language];
    for (const sentence of [...Object.values(codes), ...Object.values(reasons)])
      expect(sentence).toMatch(/[.?!]$/);
    const text = refusalSentence({ code: 'RATE_LIMITED', retryAfter: 8 }, language);
    expect(text).toContain('8 s');
    expect(text).not.toMatch(/[{}]/);
  });
});

describe('wording', () => {
  it('has the same keys in both languages', () => {
    const keys = (language: 'fr' | 'en') =>
      Object.entries(SENTENCES[language]).map(([part, table]) => [part, Object.keys(table as object).sort()]);
    expect(keys('en')).toEqual(keys('fr'));
  });

  it('says what is wrong with which field', () => {
    expect(
      refusalSentence({ code: 'INVALID_INPUT', fields: { siren: 'SIREN_KEY', city: 'REQUIRED' } }, 'fr'),
    ).toBe(
      'Certaines données sont à corriger. SIREN\u00a0: la clé de contrôle est fausse, vérifiez les chiffres ; Ville\u00a0: à remplir.',
    );
  });

  it('puts the details of a refusal into its sentence', () => {
    const facts = {
      code: 'RULE_REFUSED',
      reason: 'PRODUCT_NOT_ORDERABLE',
      details: { product: 'Audacio RGS**' },
    };
    expect(refusalSentence(facts, 'fr')).toContain('Le produit Audacio RGS** ne peut pas');
  });

  it.each([
    [undefined, 'fr'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['de,en;q=0.5', 'en'],
    ['fr;q=0.4,en;q=0.6', 'en'],
    ['de', 'fr'],
    ['en;q=0', 'fr'],
  ])('answers Accept-Language %s in %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
