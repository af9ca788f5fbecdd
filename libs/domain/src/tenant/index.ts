export * from './company.js';
export * from './establishment.js';
export * from './legal-form.js';
export * from './legal-form.data.js';
export * from './registration.js';
export * from './siren.js';
export * from './vat-number.js';
