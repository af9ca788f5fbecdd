export * from './authority-family.js';
export * from './product.js';
export * from './catalogue.data.js';
