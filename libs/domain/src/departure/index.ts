export * from './departure.js';
export * from './departure-plan.js';
