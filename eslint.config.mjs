/**
 * One configuration for every project. The import rules between projects need the project graph:
 * run `npm run lint` (Nx), because a bare `eslint` outside Nx skips them and passes.
 */
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TEST_PACKAGES = ['@jest/globals', 'fast-check', 'mrz', 'stdnum'];
const FRAMEWORKS = [
  '@nestjs/*',
  'typeorm',
  'pg',
  'bullmq',
  'ioredis',
  'graphql',
  'mercurius',
  'fastify',
  '@fastify/*',
  'nodemailer',
];

/** The import table of docs/architecture.md: which layer may use which, and which packages it may not. */
export const LAYERS = [
  { layer: 'domain', uses: ['domain'], allowed: TEST_PACKAGES },
  {
    layer: 'pki',
    uses: ['domain', 'pki'],
    allowed: ['@peculiar/*', 'pkijs', 'asn1js', 'reflect-metadata', ...TEST_PACKAGES],
  },
  { layer: 'application', uses: ['domain', 'application'], banned: FRAMEWORKS },
  {
    layer: 'persistence',
    uses: ['domain', 'application', 'persistence'],
    banned: ['@nestjs/*', 'bullmq', 'graphql', 'mercurius'],
  },
  { layer: 'adapters', uses: ['domain', 'application', 'pki', 'adapters'], banned: ['typeorm', '@nestjs/*'] },
  { layer: 'platform', uses: ['domain', 'application', 'persistence', 'adapters', 'platform'] },
  { layer: 'api', uses: ['domain', 'application', 'platform', 'api'], banned: ['bullmq', 'typeorm', 'pg'] },
  {
    layer: 'status',
    uses: ['domain', 'application', 'platform', 'pki', 'status'],
    banned: ['@nestjs/*', 'bullmq', 'typeorm', 'pg'],
  },
  {
    layer: 'worker',
    uses: ['domain', 'application', 'platform', 'worker'],
    banned: ['@nestjs/graphql', '@nestjs/mercurius', 'mercurius', 'typeorm', 'pg'],
  },
  {
    layer: 'console',
    uses: ['domain', 'console'],
    banned: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'mercurius'],
  },
  {
    layer: 'migrations',
    uses: ['domain', 'application', 'pki', 'persistence', 'adapters', 'platform', 'migrations'],
  },
];

const depConstraints = LAYERS.map(({ layer, uses, banned, allowed }) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: uses.map((name) => `layer:${name}`),
  ...(banned ? { bannedExternalImports: banned } : {}),
  ...(allowed ? { allowedExternalImports: allowed } : {}),
}));

/** Lines of data or of generated text aren't read from top to bottom: the length limit is for code. */
const LONG_FILES = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/*.data.ts',
  '**/*.generated.ts',
  '**/i18n/**',
  'migrations/src/[0-9]*.ts',
];

const noClock = 'Time is an argument (house rule: one clock); take `now` as a parameter.';
const noChance = 'Ids and randomness are arguments; take them from a port.';
const noEnvironment = 'Settings are read once, in libs/platform/src/config.';
const environmentAccess = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: noEnvironment,
};
/** The same door under its other name. */
const environmentImports = {
  paths: ['node:process', 'process'].map((name) => ({
    name,
    importNames: ['env', 'default'],
    message: noEnvironment,
  })),
};
const ambientTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: noClock },
  { selector: "CallExpression[callee.name='Date']", message: noClock },
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.data/**', '.nx/**', '**/*.generated.*', '**/coverage/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    // Tests, benches and tools stand outside the layers: they may look at all of them.
    files: ['{apps,libs,migrations}/**/*.{ts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [], depConstraints, enforceBuildableLibDependency: false },
      ],
      'no-restricted-syntax': ['error', environmentAccess],
      'no-restricted-imports': ['error', environmentImports],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', { max: 5 }],
      complexity: ['error', { max: 10 }],
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true },
      ],
    },
  },
  { files: ['libs/pki/**'], rules: { complexity: ['error', { max: 20 }] } },
  { files: LONG_FILES, rules: { 'max-lines': 'off' } },
  {
    files: ['libs/domain/src/**/*.ts', 'libs/application/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'performance', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: noChance },
        { object: 'crypto', property: 'randomUUID', message: noChance },
        { object: 'crypto', property: 'getRandomValues', message: noChance },
      ],
      'no-restricted-globals': ['error', { name: 'process', message: noEnvironment }],
      'no-restricted-syntax': ['error', environmentAccess, ...ambientTime],
    },
  },
  {
    // The migrations' command line holds addresses that no process may have, so it reads its own environment.
    files: ['libs/platform/src/config/**', 'migrations/src/environment.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['libs/platform/src/config/**', 'tools/**', 'tests/**', 'bench/**', '**/*.config.{ts,mjs}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'performance',
          'AbortController',
          'AbortSignal',
          'setTimeout',
          'clearTimeout',
          'fetch',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['apps/console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  prettier,
);
