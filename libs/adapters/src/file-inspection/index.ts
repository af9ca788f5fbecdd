export * from './content-inspector.js';
