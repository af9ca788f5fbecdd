export * from './own-file.js';
export * from './second-person.js';
export * from './second-person.ports.js';
export * from './tell-second-person.js';
