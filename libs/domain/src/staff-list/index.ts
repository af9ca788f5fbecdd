export * from './column-mapping.js';
export * from './separated-text.js';
export * from './staff-field.data.js';
export * from './staff-line.js';
export * from './staff-list.js';
