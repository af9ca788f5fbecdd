export * from './agent-departure.read-model.js';
export * from './agent-departure.repository.js';
export * from './agent-departure.table.js';
