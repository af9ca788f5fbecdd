export * from './refusal-sentence.js';
export type { Sentences } from './sentences.js';
