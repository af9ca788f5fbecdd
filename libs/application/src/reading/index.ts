export * from './read-scope.js';
export * from './reading.port.js';
