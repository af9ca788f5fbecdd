/**
 * Jest in ESM mode (run it through `npm test`, or with `node --experimental-vm-modules`), swc as compiler.
 * One project per kind of test; the integration, e2e and console projects need what tools/test/main.mjs starts for them.
 */
const swc = (syntax) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true, tsx: syntax === 'tsx' },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
  },
];

const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc('ts'), '^.+\\.tsx$': swc('tsx') },
  // Specs read the sources, never a build that may be older.
  moduleNameMapper: {
    '^@mandataire/migrations$': '<rootDir>/migrations/src/index.ts',
    '^@mandataire/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@mandataire/([^/]+)/(.+)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.data/', '<rootDir>/.nx/'],
};

const project = (displayName, testMatch) => ({
  ...shared,
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
});

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', [
      'libs/*/src/**/*.spec.ts',
      'apps/*/src/**/*.spec.{ts,tsx}',
      'migrations/src/**/*.spec.ts',
      'tools/**/*.spec.ts',
    ]),
    project('architecture', ['tests/architecture/**/*.spec.ts']),
    project('integration', ['tests/integration/**/*.spec.ts']),
    project('e2e', ['tests/e2e/**/*.spec.ts']),
    project('console', ['tests/console/**/*.spec.ts']),
  ],
};
