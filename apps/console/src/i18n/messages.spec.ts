import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { en as accessEn } from './access.en.js';
import { fr as accessFr } from './access.fr.js';
import { en as accountEn } from './account.en.js';
import { fr as accountFr } from './account.fr.js';
import { en as chainEn } from './chain.en.js';
import { fr as chainFr } from './chain.fr.js';
import { en as commonEn } from './common.en.js';
import { fr as commonFr } from './common.fr.js';
import { en as consoleEn } from './console.en.js';
import { fr as consoleFr } from './console.fr.js';
import { en as linksEn } from './links.en.js';
import { fr as linksFr } from './links.fr.js';
import { en as mandateEn } from './mandate.en.js';
import { fr as mandateFr } from './mandate.fr.js';
import { en as securityEn } from './security.en.js';
import { fr as securityFr } from './security.fr.js';
import { en as staffEn } from './staff.en.js';
import { fr as staffFr } from './staff.fr.js';
import { en as staffListEn } from './staff-list.en.js';
import { fr as staffListFr } from './staff-list.fr.js';
import { en as viewerEn } from './viewer.en.js';
import { fr as viewerFr } from './viewer.fr.js';

type Tree = { readonly [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );

const root = path.join(process.cwd(), 'apps/console/src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.spec.'))
  .map((name) => [name, readFileSync(path.join(root, name), 'utf8')] as const);

const FRENCH: readonly Tree[] = [
  commonFr,
  consoleFr,
  chainFr,
  accessFr,
  linksFr,
  mandateFr,
  securityFr,
  accountFr,
  staffFr,
  staffListFr,
  viewerFr,
];
const ENGLISH: readonly Tree[] = [
  commonEn,
  consoleEn,
  chainEn,
  accessEn,
  linksEn,
  mandateEn,
  securityEn,
  accountEn,
  staffEn,
  staffListEn,
  viewerEn,
];
const known = new Set(FRENCH.flatMap((tree) => keysOf(tree)));

describe('the texts', () => {
  it('exist in both languages', () => {
    expect(ENGLISH.map((tree) => keysOf(tree))).toEqual(FRENCH.map((tree) => keysOf(tree)));
  });

  it('keep the same parameters in both languages', () => {
    const parameters = (text: string) => [...text.matchAll(/%\{(\w+)\}/g)].map(([, name]) => name).sort();
    const flat = (tree: Tree): string[] =>
      Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)));
    const pair = (fr: Tree, en: Tree) => flat(fr).map((text, i) => [text, flat(en)[i] ?? ''] as const);
    for (const [fr, en] of FRENCH.flatMap((tree, i) => pair(tree, ENGLISH[i] ?? {})))
      expect([en, new Set(parameters(en))]).toEqual([en, new Set(parameters(fr))]);
  });

  it('are there for every key that the sources name', () => {
    const missing = sources.flatMap(([name, text]) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => !known.has(key))
        .map((key) => `${name}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('never call Initio advanced or qualified, and cite articles 1366 and 1367 only (R26, R36)', () => {
    const all = JSON.stringify([FRENCH, ENGLISH]);
    expect(all).not.toMatch(
      /signature (électronique )?(avancée|qualifiée)|(advanced|qualified) (electronic )?signature/i,
    );
    expect(all).not.toMatch(/1316/);
  });
});
