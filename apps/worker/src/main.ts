import { composeWorker } from '@mandataire/platform/worker';
import { AccountPostLoop } from './account-post.js';
import { Counters } from './counters.js';
import { createHealthServer } from './health-server.js';
import { OutboxRelay } from './outbox-relay.js';
import { checkProcessors, counted, ledgered, processorsOf } from './processors.js';
import { Revocations } from './revocations.js';
import { StaffLists } from './staff-lists.js';
import { Sweeper } from './sweeper.js';

const platform = composeWorker();
const { log, queue, consumer } = platform;
const counters = new Counters();
const processors = processorsOf(platform.useCases);
checkProcessors(processors);

const relay = new OutboxRelay({ ...platform, counters });
const revocations = new Revocations({ ...platform, counters });
const staffLists = new StaffLists({ ...platform, counters });
const sweeper = new Sweeper({ ...platform, revocations, counters });
const accountPost = new AccountPostLoop(platform);
const server = createHealthServer(platform, counters);

/** No new work, then the running work ends, then the connections: in that order nothing is cut off. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, 'stopping');
  server.close();
  server.closeAllConnections();
  await Promise.all([
    ...[relay.stop(), revocations.stop(), staffLists.stop(), sweeper.stop(), accountPost.stop()],
    consumer.close(),
  ]);
  await queue.close();
  await platform.close();
  log.info({}, 'stopped');
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopped with an error');
        process.exit(1);
      },
    );
  });
}

server.on('error', (error) => {
  log.error({ err: error, port: platform.port }, 'cannot listen');
  process.exit(1);
});
sweeper.start();
revocations.start();
staffLists.start();
relay.start();
accountPost.start();
await consumer.start(counted(ledgered(processors, platform.ledger), counters));
server.listen(platform.port, platform.host, () => log.info({ port: platform.port }, 'listening'));
