export * from './bull-job-consumer.js';
export * from './bull-job-queue.js';
export { backOffMs, LANES, laneOf, type Lane, type LaneName } from './lane.js';
export type { QueueLog, QueueSettings, QueueStore } from './store.js';
