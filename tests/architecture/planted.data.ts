/** A file that breaks exactly one rule, and the name under which its tool must report it. */
export interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const uses = (name: string) => `import { value } from '${name}';\nexport const used: unknown = value;\n`;
const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `export const line${n} = ${n};`).join('\n') + '\n';
const branches = (count: number) =>
  `export function branch(n: number): number {\n${Array.from({ length: count }, (_, n) => `  if (n === ${n}) return ${n + 1};`).join('\n')}\n  return 0;\n}\n`;

/** What eslint must name (project boundaries need the project graph, which the test builds first). */
export const PLANTED_FOR_ESLINT: readonly Planted[] = [
  {
    rule: BOUNDARY,
    file: 'libs/domain/src/tenant/imports-application.ts',
    source: uses('@mandataire/application/tenant'),
  },
  { rule: BOUNDARY, file: 'libs/domain/src/tenant/imports-package.ts', source: uses('uuid') },
  {
    rule: BOUNDARY,
    file: 'libs/pki/src/der/imports-application.ts',
    source: uses('@mandataire/application/tenant'),
  },
  { rule: BOUNDARY, file: 'libs/pki/src/der/imports-package.ts', source: uses('typeorm') },
  {
    rule: BOUNDARY,
    file: 'libs/application/src/tenant/imports-persistence.ts',
    source: uses('@mandataire/persistence/tenant'),
  },
  { rule: BOUNDARY, file: 'libs/application/src/tenant/imports-nest.ts', source: uses('@nestjs/common') },
  { rule: BOUNDARY, file: 'libs/application/src/tenant/imports-typeorm.ts', source: uses('typeorm') },
  { rule: BOUNDARY, file: 'libs/application/src/tenant/imports-bullmq.ts', source: uses('bullmq') },
  { rule: BOUNDARY, file: 'libs/application/src/tenant/imports-graphql.ts', source: uses('graphql') },
  {
    rule: BOUNDARY,
    file: 'libs/persistence/src/tenant/imports-adapters.ts',
    source: uses('@mandataire/adapters/mail'),
  },
  { rule: BOUNDARY, file: 'libs/persistence/src/tenant/imports-nest.ts', source: uses('@nestjs/common') },
  {
    rule: BOUNDARY,
    file: 'libs/adapters/src/mail/imports-persistence.ts',
    source: uses('@mandataire/persistence/tenant'),
  },
  { rule: BOUNDARY, file: 'libs/adapters/src/mail/imports-typeorm.ts', source: uses('typeorm') },
  {
    rule: BOUNDARY,
    file: 'libs/platform/src/config/imports-api.ts',
    source: uses('../../../../apps/api/src/index.js'),
  },
  {
    rule: BOUNDARY,
    file: 'apps/api/src/imports-persistence.ts',
    source: uses('@mandataire/persistence/tenant'),
  },
  { rule: BOUNDARY, file: 'apps/api/src/imports-bullmq.ts', source: uses('bullmq') },
  { rule: BOUNDARY, file: 'apps/api/src/imports-typeorm.ts', source: uses('typeorm') },
  { rule: BOUNDARY, file: 'apps/status/src/imports-nest.ts', source: uses('@nestjs/common') },
  { rule: BOUNDARY, file: 'apps/worker/src/imports-graphql.ts', source: uses('@nestjs/graphql') },
  { rule: BOUNDARY, file: 'apps/worker/src/imports-adapters.ts', source: uses('@mandataire/adapters/mail') },
  {
    rule: BOUNDARY,
    file: 'apps/console/src/imports-application.ts',
    source: uses('@mandataire/application/tenant'),
  },
  { rule: BOUNDARY, file: 'apps/console/src/imports-pg.ts', source: uses('pg') },
  {
    rule: 'no-restricted-properties',
    file: 'libs/domain/src/tenant/reads-clock.ts',
    source: 'export const at = (): number => Date.now();\n',
  },
  {
    rule: 'no-restricted-syntax',
    file: 'libs/application/src/tenant/makes-date.ts',
    source: 'export const at = (): Date => new Date();\n',
  },
  {
    rule: 'no-restricted-properties',
    file: 'libs/domain/src/tenant/throws-dice.ts',
    source: 'export const dice = (): number => Math.random();\n',
  },
  {
    rule: 'no-restricted-globals',
    file: 'libs/application/src/tenant/uses-process.ts',
    source: 'export const id = process.pid;\n',
  },
  {
    rule: 'no-restricted-syntax',
    file: 'apps/api/src/reads-environment.ts',
    source: 'export const home = process.env.HOME;\n',
  },
  {
    rule: 'no-restricted-imports',
    file: 'apps/api/src/imports-environment.ts',
    source: "import { env } from 'node:process';\nexport const home = env.HOME;\n",
  },
  { rule: 'max-lines', file: 'apps/api/src/is-long.ts', source: lines(301) },
  {
    rule: 'max-params',
    file: 'apps/api/src/takes-six.ts',
    source: 'export const six = (a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): unknown => [a, b, c, d, e, f];\n',
  },
  { rule: 'complexity', file: 'apps/api/src/is-complex.ts', source: branches(10) },
  { rule: 'complexity', file: 'libs/pki/src/der/is-complex.ts', source: branches(20) },
  {
    rule: '@typescript-eslint/no-explicit-any',
    file: 'apps/api/src/uses-any.ts',
    source: 'export const anything = (value: any): unknown => value;\n',
  },
  {
    rule: 'react-hooks/rules-of-hooks',
    file: 'apps/console/src/hook-in-branch.tsx',
    source:
      "import { useState } from 'react';\nexport function Odd({ on }: { on: boolean }) {\n  if (on) useState(0);\n  return null;\n}\n",
  },
];

/** What the typed pass of eslint (eslint.typed.config.mjs) must name. */
export const PLANTED_FOR_TYPED_ESLINT: readonly Planted[] = [
  {
    rule: '@typescript-eslint/no-floating-promises',
    file: 'libs/adapters/src/mail/forgets.ts',
    source: 'export function forget(): void {\n  Promise.resolve(1);\n}\n',
  },
  {
    rule: '@typescript-eslint/no-misused-promises',
    file: 'libs/adapters/src/mail/asks-a-promise.ts',
    source: 'export const asked = (): string => (Promise.resolve(false) ? "always" : "never");\n',
  },
];

/** What dependency-cruiser must name. */
export const PLANTED_FOR_CRUISER: readonly Planted[] = [
  {
    rule: 'no-circular',
    file: 'apps/api/src/circle-a.ts',
    source: "export { b as a } from './circle-b.js';\n",
  },
  { rule: 'domain-is-pure', file: 'libs/domain/src/tenant/imports-package.ts', source: uses('uuid') },
  {
    rule: 'domain-is-pure',
    file: 'libs/domain/src/tenant/imports-builtin.ts',
    source: "import { sep } from 'node:path';\nexport const used = sep;\n",
  },
  {
    rule: 'feature-front-door',
    file: 'libs/application/src/mandate/by-the-window.ts',
    source: uses('../tenant/inside.js'),
  },
  {
    rule: 'feature-order-tenant',
    file: 'libs/application/src/tenant/looks-right.ts',
    source: uses('../mandate/index.js'),
  },
  {
    rule: 'typeorm-only-in-persistence',
    file: 'libs/adapters/src/mail/imports-typeorm.ts',
    source: uses('typeorm'),
  },
  { rule: 'not-to-spec', file: 'apps/api/src/imports-spec.ts', source: uses('./some.spec.js') },
];

const value = 'export const value = 1;\n';

/** Neighbours of the planted files that break no rule: a guard that is always red would fail on them. */
export const INNOCENT: Readonly<Record<string, string>> = {
  'libs/domain/src/index.ts': value,
  'libs/domain/src/tenant/index.ts': value,
  'libs/pki/src/index.ts': uses('@mandataire/domain/tenant'),
  'libs/pki/src/der/index.ts':
    "import { createHash } from 'node:crypto';\nimport { X509Certificate } from '@peculiar/x509';\nexport const value: unknown = [createHash, X509Certificate];\n",
  'libs/pki/src/der/reads-a-clause.ts': branches(11),
  'libs/application/src/index.ts': uses('@mandataire/domain/tenant'),
  'libs/application/src/tenant/index.ts': value,
  'libs/application/src/tenant/inside.ts': value,
  'libs/application/src/tenant/parses-date.ts': 'export const at = (text: string): Date => new Date(text);\n',
  'libs/application/src/mandate/index.ts': value,
  'libs/application/src/mandate/by-the-door.ts': uses('../tenant/index.js'),
  'libs/persistence/src/index.ts': value,
  'libs/persistence/src/tenant/index.ts':
    "import { EntitySchema } from 'typeorm';\nexport const value: unknown = EntitySchema;\n",
  'libs/adapters/src/index.ts': uses('@mandataire/pki/der'),
  'libs/adapters/src/mail/index.ts': value,
  'libs/platform/src/index.ts': value,
  'libs/platform/src/config/index.ts': 'export const value = process.env.HOME;\n',
  'apps/api/src/index.ts': uses('@mandataire/platform/config'),
  'apps/api/src/circle-b.ts': "export { a as b } from './circle-a.js';\n",
  'apps/api/src/some.spec.ts': uses('./some.fake.js'),
  'apps/api/src/some.fake.ts': value,
  'libs/application/src/mandate/of-a-neighbour.spec.ts': uses('../tenant/double.fake.js'),
  'libs/application/src/tenant/double.fake.ts': value,
  'apps/status/src/index.ts': uses('@mandataire/pki/der'),
  'apps/worker/src/index.ts': uses('@mandataire/platform/config'),
  'apps/console/src/index.ts': uses('@mandataire/domain/tenant'),
  'migrations/src/index.ts': uses('@mandataire/persistence/tenant'),
};
