export * from './attribute-type.js';
export * from './distinguished-name.js';
export * from './holder-name.js';
