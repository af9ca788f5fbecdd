export * from './company.js';
export * from './establishment.js';
export * from './siren.js';
export * from './vat.js';
