export { ceremonyRecord } from './ceremony-record.js';
export { availablePart, chromiumPath, redisUrl } from './parts.js';
export { runningSystem, loginOf, totp } from './running-system.js';
export { ownSystem } from './own-system.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { Mails, type ReceivedMail } from './mails.js';
export { eventually } from './eventually.js';
export type { DemoLogin, Run, RunningSystem } from '../../../tools/start/system.mjs';
