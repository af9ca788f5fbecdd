import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A clause as code and tests cite it: R23, I-14. */
export const CLAUSE = /(?<![\w.§#$%/\\-])(?:R(?:[1-9]|[1-3]\d|4[0-2])|I-(?:[1-9]|[12]\d|3[0-2]))(?![\w.-])/g;

export const clausesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(CLAUSE)].map(([id]) => id)),
];

/** Files below `folder`, relative to the root, without builds and dependencies; in a stable order. */
export function filesBelow(root: string, folder: string, ending: RegExp): string[] {
  const found: string[] = [];
  const walk = (relative: string) => {
    for (const entry of readdirSync(path.join(root, relative), { withFileTypes: true })) {
      if (['node_modules', 'dist'].includes(entry.name)) continue;
      const child = path.join(relative, entry.name);
      if (entry.isDirectory()) walk(child);
      else if (ending.test(entry.name)) found.push(child);
    }
  };
  walk(folder);
  return found.sort();
}

/** Clauses that the titles of a spec's tests and groups carry: the title states the rule, the number says which. */
export function testedClauses(source: string): string[] {
  const titles = [
    ...source.matchAll(/\b(?:it|test|describe)(?:\.each\((?:[^()]|\([^()]*\))*\))?\(\s*(['"`])([\s\S]*?)\1/g),
  ];
  // Rows of `it.each` carry clauses of their own: ['Probatio (R15)', …].
  const rows = [...source.matchAll(/^\s*\[?\s*'([^'\n]*\((?:[^()'\n]*)\)[^'\n]*)'/gm)].map(
    ([, title]) => title ?? '',
  );
  return clausesIn([...titles.map(([, , title]) => title ?? ''), ...rows].join('\n'));
}

export const readSource = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');
