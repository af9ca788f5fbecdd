export * from './decision.js';
export * from './state-machine.js';
