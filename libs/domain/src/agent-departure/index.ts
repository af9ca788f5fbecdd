export * from './agent-departure.js';
export * from './agent-departure-plan.js';
