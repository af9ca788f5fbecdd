export * from './homonyms.js';
export * from './holder-search.js';
export * from './holder.read-model.js';
export * from './holder.table.js';
