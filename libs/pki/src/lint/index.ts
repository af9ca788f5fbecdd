export * from './lint-person.js';
export type { ExpectedPerson, Lint } from './lint.js';
