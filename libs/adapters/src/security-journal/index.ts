export * from './buffered-security-journal.js';
export * from './keyed-pseudonym.js';
