export * from './carry-out-departure.js';
export * from './departure.ports.js';
export * from './plan-departure.js';
export * from './report-departure.js';
export * from './tell-departure.js';
