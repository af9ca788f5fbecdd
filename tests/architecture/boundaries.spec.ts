import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkModules, makeScratch, removeScratch, ROOT, runScript } from './checkout.js';
import {
  INNOCENT,
  PLANTED_FOR_CRUISER,
  PLANTED_FOR_ESLINT,
  PLANTED_FOR_TYPED_ESLINT,
} from './planted.data.js';

const WORKSPACES = [
  ...['api', 'status', 'worker', 'console'].map((name) => `apps/${name}`),
  ...['domain', 'pki', 'application', 'persistence', 'adapters', 'platform'].map((name) => `libs/${name}`),
  'migrations',
];
const CONFIGURATION = [
  'eslint.typed.config.mjs',
  'eslint.config.mjs',
  '.dependency-cruiser.mjs',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.browser.json',
];

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}
interface CruiseResult {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

interface ProjectGraph {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

let scratch: string;
let linted: Map<string, string[]>;
let typed: Map<string, string[]>;
let cruised: Map<string, string[]>;

function write(file: string, source: string): void {
  mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
  writeFileSync(path.join(scratch, file), source);
}

/** The real configuration around innocent files, in a workspace of its own outside the checkout, and its project graph. */
function prepare(): void {
  for (const file of CONFIGURATION) cpSync(path.join(ROOT, file), path.join(scratch, file));
  for (const workspace of WORKSPACES) {
    mkdirSync(path.join(scratch, workspace), { recursive: true });
    cpSync(path.join(ROOT, workspace, 'package.json'), path.join(scratch, workspace, 'package.json'));
  }
  for (const [file, source] of Object.entries(INNOCENT)) write(file, source);
  linkModules(scratch, WORKSPACES);
  const graph = runScript(scratch, 'nx/dist/bin/nx.js', ['graph', '--file=graph.json']);
  if (graph.code !== 0) throw new Error(graph.stdout + graph.stderr);
}

function plant(): void {
  for (const { file, source } of [...PLANTED_FOR_ESLINT, ...PLANTED_FOR_TYPED_ESLINT, ...PLANTED_FOR_CRUISER])
    write(file, source);
}

function lintScratch(args: readonly string[]): Map<string, string[]> {
  const lint = runScript(scratch, 'eslint/bin/eslint.js', ['--format', 'json', ...args]);
  if (lint.stdout === '') throw new Error(lint.stderr);
  const results = JSON.parse(lint.stdout.slice(lint.stdout.indexOf('[{'))) as LintResult[];
  return new Map(
    results.map(({ filePath, messages }) => [
      path.relative(scratch, filePath),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ]),
  );
}

function cruiseScratch(): Map<string, string[]> {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs', 'migrations'];
  const cruise = runScript(scratch, 'dependency-cruiser/bin/dependency-cruise.mjs', args);
  if (cruise.stdout === '') throw new Error(cruise.stderr);
  const found = new Map<string, string[]>();
  for (const { from, rule } of (JSON.parse(cruise.stdout) as CruiseResult).summary.violations) {
    found.set(from, [...(found.get(from) ?? []), rule.name]);
  }
  return found;
}

describe('the import and style rules', () => {
  beforeAll(() => {
    scratch = makeScratch();
    prepare();
    plant();
    linted = lintScratch(['apps', 'libs', 'migrations']);
    typed = lintScratch(['-c', 'eslint.typed.config.mjs', 'libs/adapters']);
    cruised = cruiseScratch();
  }, 120_000);

  afterAll(() => removeScratch(scratch));

  it.each(PLANTED_FOR_ESLINT)('eslint names $rule in $file', ({ rule, file }) => {
    expect(linted.get(file)).toContain(rule);
  });

  it.each(PLANTED_FOR_TYPED_ESLINT)('eslint with types names $rule in $file', ({ rule, file }) => {
    expect(typed.get(file)).toContain(rule);
  });

  it.each(PLANTED_FOR_CRUISER)('dependency-cruiser names $rule in $file', ({ rule, file }) => {
    expect(cruised.get(file)).toContain(rule);
  });

  const circle = new Set(['apps/api/src/circle-b.ts']);

  it.each(Object.keys(INNOCENT))('%s breaks no rule', (file) => {
    expect(linted.get(file)).toEqual([]);
    if (!circle.has(file)) expect(cruised.get(file) ?? []).toEqual([]);
  });

  it('knows who imports whom, so that a change in the domain builds the console again', () => {
    const { graph } = JSON.parse(readFileSync(path.join(scratch, 'graph.json'), 'utf8')) as ProjectGraph;
    const targets = graph.dependencies['@mandataire/console']?.map(({ target }) => target);
    expect(targets).toContain('@mandataire/domain');
  });

  it.each(WORKSPACES)('%s carries the tag of its layer and no other', (workspace) => {
    const { nx } = JSON.parse(readFileSync(path.join(ROOT, workspace, 'package.json'), 'utf8')) as {
      nx: { tags: string[] };
    };
    expect(nx.tags).toEqual([`layer:${path.basename(workspace)}`]);
  });
});
