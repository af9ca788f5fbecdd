export * from './lint-person.js';
export { expectedPerson, type ExpectedPerson, type IssuingContext, type Lint } from './lint.js';
