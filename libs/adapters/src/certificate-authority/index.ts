export * from './certificate-describer.js';
export * from './certificate-request-inspector.js';
export * from './embedded/index.js';
