/**
 * Import rules inside and across projects that need file paths (the rules between projects are in eslint.config.mjs).
 * `tests/architecture` plants one violation of each and expects it to be named.
 */

/** The features from left to right: one may import only those before it, through their front door. */
export const FEATURES = [
  'tenant',
  'account',
  'staff',
  'second-person',
  'catalogue',
  'mandate',
  'holder',
  'identity-verification',
  'order',
  'payment',
  'certificate',
  'revocation',
  'identity-change',
  'staff-list',
  'renewal',
  'reminder',
];

const LAYER = '^libs/(domain|application|persistence)/src';

/** Each feature and those to its right, which it must not know. */
const order = FEATURES.slice(0, -1).map((feature, position) => ({
  name: `feature-order-${feature}`,
  comment: 'Features form a DAG: a feature speaks to those on its right by events, never by import.',
  severity: 'error',
  from: { path: `${LAYER}/${feature}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `${LAYER}/(${FEATURES.slice(position + 1).join('|')})/` },
}));

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle can be neither read nor tested in parts.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment:
        'The domain knows no package and no builtin: it must run in a browser, in SQL generation and in a test alike.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'feature-front-door',
      comment: 'Another feature is reached through its index.ts, so that its files may move.',
      severity: 'error',
      from: { path: '^libs/(domain|application|persistence)/src/([^/]+)/' },
      to: {
        path: '^libs/(domain|application|persistence)/src/([^/]+)/',
        // Doubles live beside their originals and stay out of the builds' front doors.
        pathNot: [
          '^libs/[^/]+/src/$2/',
          '^libs/[^/]+/src/[^/]+/index\\.ts$',
          '\\.(fake|builder|contract)\\.ts$',
        ],
      },
    },
    ...order,
    {
      name: 'typeorm-only-in-persistence',
      comment: 'Only persistence (and the migrations, which are its history) knows the mapper.',
      severity: 'error',
      from: { pathNot: '^(libs/persistence|migrations|tests/integration)/' },
      to: { path: '(^|/)node_modules/typeorm/|^typeorm$' },
    },
    {
      name: 'not-to-spec',
      comment: 'A test is a leaf: what two tests share is a fake or a builder.',
      severity: 'error',
      from: {},
      to: { path: '\\.spec\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Our own builds only: many packages keep their code in a dist folder too.
    exclude: { path: '^(apps/[^/]+|libs/[^/]+|migrations)/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
      mainFields: ['types', 'main'],
    },
  },
};
