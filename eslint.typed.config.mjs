/**
 * The rules that need types, apart because the program takes as long to load as all the others to run:
 * a promise that nobody awaits on a server is an error that nobody sees. `npm test` runs them, the fast tests don't.
 */
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.spec.ts'] },
  // The waivers of the other configuration are not this one's to judge.
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    files: ['{libs,migrations,tools}/**/*.ts', 'apps/{api,status,worker}/src/**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.browser.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
);
