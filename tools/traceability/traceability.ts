import { clausesIn, filesBelow, readSource, testedClauses } from './read-tests.js';

export interface Trace {
  readonly id: string;
  readonly rule: string;
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const isTest = (file: string): boolean => /\.spec\.tsx?$/.test(file);

/** R1–R42 of the seed and the invariants I-1…I-32 of section (c), with their words. */
function rulesOf(markdown: string): { id: string; rule: string }[] {
  const seed = [...markdown.matchAll(/^\| (R\d+) \| [^|]* \| (.*) \|$/gm)].map(([, id, rule]) => ({
    id,
    rule,
  }));
  const section = markdown.slice(markdown.indexOf('## (c)'), markdown.indexOf('## (d)'));
  const invariants = [...section.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number, rule]) => ({
    id: `I-${number}`,
    rule,
  }));
  return [...seed, ...invariants].map(({ id, rule }) => ({ id: id ?? '', rule: rule ?? '' }));
}

/** Where each rule stands in code (its comments cite it) and in tests (their titles carry it). */
export function trace(root: string): Trace[] {
  const files = ['apps', 'libs', 'migrations', 'tests'].flatMap((folder) =>
    filesBelow(root, folder, /\.(ts|tsx)$/),
  );
  const cited = new Map<string, { code: string[]; tests: string[] }>();
  for (const file of files) {
    const source = readSource(root, file);
    for (const id of isTest(file) ? testedClauses(source) : clausesIn(source)) {
      const entry = cited.get(id) ?? { code: [], tests: [] };
      (isTest(file) ? entry.tests : entry.code).push(file);
      cited.set(id, entry);
    }
  }
  return rulesOf(readSource(root, 'docs/rules.md')).map(({ id, rule }) => ({
    id,
    rule,
    code: (cited.get(id)?.code ?? []).filter((file) => !file.startsWith('tests/')),
    tests: cited.get(id)?.tests ?? [],
  }));
}

const short = (rule: string): string => {
  const plain = rule.replace(/[*`]/g, '').replace(/\|/g, '/');
  return plain.length > 110 ? `${plain.slice(0, 107).trimEnd()}…` : plain;
};

const list = (files: readonly string[]): string =>
  files.length === 0
    ? '—'
    : files.slice(0, 4).join('<br>') + (files.length > 4 ? `<br>… ${files.length - 4} more` : '');

const statusOf = ({ code, tests }: Trace): string => {
  if (tests.length > 0) return 'covered';
  return code.length > 0 ? 'code, no test yet' : 'open';
};

/** docs/traceability.md, drawn from the sources. */
export function traceabilityDocument(traces: readonly Trace[]): string {
  const count = (status: string) => traces.filter((entry) => statusOf(entry) === status).length;
  const rows = traces.map(
    (entry) =>
      `| ${entry.id} | ${short(entry.rule)} | ${list(entry.code)} | ${list(entry.tests)} | ${statusOf(entry)} |`,
  );
  return [
    '# Traceability: rule → code → test',
    '',
    'Drawn from the comments of the code and the titles of the tests by `npm run generate`; an architecture test holds it',
    'to them, and fails when a covered rule loses its test.',
    '',
    `${count('covered')} covered, ${count('code, no test yet')} with code and no test yet, ${count('open')} open.`,
    '',
    '| Rule | Says | Code | Tests | Status |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Rules that a committed table calls covered. */
export const coveredIn = (document: string): string[] =>
  [...document.matchAll(/^\| ((?:R|I-)\d+) \|.*\| covered \|$/gm)].map(([, id]) => id ?? '');
