export * from './refusal-sentence.js';
export * from './staff-list-sentence.js';
export type { Sentences } from './sentences.js';
