import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesUnder, ROOT } from './checkout.js';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** R23, F36, D14, I-11: the clauses of docs/rules.md and docs/decisions.md that code cites. */
const CITATION =
  /(?<![\w.§#$%/\\-])(?:R(?:[1-9]|[1-4]\d)|F(?:[1-9]|[1-9]\d)|D(?:[1-9]|[1-9]\d)|I-(?:[1-9]|[1-9]\d))(?![\w.-])/g;

/** The clauses that a text cites in its comments and strings. */
export function citedClauses(source: string): string[] {
  const prose = [...source.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'[^'\n]*'|"[^"\n]*"|`[^`]*`/g)]
    .map(([text]) => text)
    .join('\n');
  return [...new Set([...prose.matchAll(CITATION)].map(([clause]) => clause))];
}

/** R and F from their rows and list items, D from the decisions' table, I-n from the numbered list of section (c). */
function definedClauses(): Set<string> {
  const rules = read('docs/rules.md');
  const invariants = rules.slice(rules.indexOf('## (c)'), rules.indexOf('## (d)'));
  const ids = [
    ...[...rules.matchAll(/^(?:\| |- )([RF]\d+)\b/gm)].map(([, id]) => id),
    ...[...read('docs/decisions.md').matchAll(/^\| (D\d+)\b/gm)].map(([, id]) => id),
    ...[...invariants.matchAll(/^(\d+)\. /gm)].map(([, number]) => `I-${number}`),
  ];
  return new Set(ids.filter((id): id is string => id !== undefined));
}

describe('the clauses of the rules', () => {
  const defined = definedClauses();

  it('are the ones the code can cite', () => {
    expect(defined.has('R42')).toBe(true);
    expect(defined.has('F36')).toBe(true);
    expect(defined.has('D23')).toBe(true);
    expect(defined.has('I-11')).toBe(true);
    expect(defined.has('R43')).toBe(false);
  });

  it('are found in comments and strings, not in code', () => {
    expect(citedClauses('const R7 = F1; // see R23 and (D14)\nf("F36");')).toEqual(['R23', 'D14', 'F36']);
  });

  it('exist for each citation in the code', () => {
    const files = ['apps', 'libs', 'migrations', 'tests', 'tools', 'bench']
      .flatMap((folder) => filesUnder(folder, /\.(ts|tsx|graphql)$/))
      .filter((file) => !file.endsWith('clauses.spec.ts'));
    const unknown = files.flatMap((file) =>
      citedClauses(read(file))
        .filter((clause) => !defined.has(clause))
        .map((clause) => `${file}: ${clause}`),
    );
    expect(unknown).toEqual([]);
  });
});
