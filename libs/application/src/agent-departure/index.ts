export * from './carry-out-agent-departure.js';
export * from './agent-departure.ports.js';
export * from './plan-agent-departure.js';
export * from './report-agent-departure.js';
export * from './tell-agent-departure.js';
