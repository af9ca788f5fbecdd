export * from './own-file.js';
export * from './second-person.data.js';
export * from './second-person.js';
