export * from './product.js';
export * from './catalogue.data.js';
