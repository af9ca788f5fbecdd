export * from './certificate-path.js';
export * from './cms-type.js';
export * from './read-cms.js';
export * from './write-cms.js';
