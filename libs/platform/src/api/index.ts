export * from './compose-api.js';
export { createLogger, loggedError, type Logger } from '../logging/index.js';
