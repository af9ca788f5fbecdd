export * from './company.js';
export * from './siren.js';
