export * from './typeorm-unit-of-work.js';
export { ENTITIES } from './entities.js';
