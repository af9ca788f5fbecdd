export * from './check-digit.js';
export * from './compare-names.js';
export * from './document-type.js';
export * from './french-card.js';
export * from './mrz-reading.js';
export * from './read-mrz.js';
