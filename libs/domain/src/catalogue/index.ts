export * from './authority-family.js';
export * from './product.js';
export * from './profile.data.js';
export * from './catalogue.data.js';
