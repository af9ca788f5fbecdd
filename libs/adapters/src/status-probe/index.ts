export * from './http-status-probe.js';
export { InvalidStatusError } from './invalid-status-error.js';
