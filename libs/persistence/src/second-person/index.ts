export * from './second-person.read-model.js';
export * from './second-person.table.js';
