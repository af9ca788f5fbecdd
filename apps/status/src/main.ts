import type { Server } from 'node:http';
import { composeStatus } from '@mandataire/platform/status';
import { createStatusServer } from './status-server.js';

/** Requests under way get this long after a signal; then their connections are cut. */
const GRACE_MILLISECONDS = 5_000;

const platform = await composeStatus();
const { log, port, host } = platform;
const server = createStatusServer({
  reader: platform.reader,
  keyStore: platform.ocspKeys,
  revocations: platform.revocations,
  revocationVisibleMs: platform.revocationVisibleMs,
  keptSeconds: platform.keptSeconds,
  clock: () => platform.now(),
  log,
});

function stopOn(signal: NodeJS.Signals): void {
  process.once(signal, () => {
    log.info({ signal }, 'stopping');
    void stop(server)
      .then(() => platform.close())
      .then(
        () => log.info({}, 'stopped'),
        (error: unknown) => {
          log.error({ err: error }, 'stopped with an error');
          process.exitCode = 1;
        },
      );
  });
}

/** Takes no new connection, ends idle ones, waits for the others. */
async function stop(running: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => running.close(() => resolve()));
  running.closeIdleConnections();
  const cut = setTimeout(() => running.closeAllConnections(), GRACE_MILLISECONDS);
  await closed;
  clearTimeout(cut);
}

stopOn('SIGTERM');
stopOn('SIGINT');
server.on('error', (error) => {
  log.error({ err: error, port }, 'cannot listen');
  process.exitCode = 1;
  void platform.close();
});
server.listen(port, host, () => log.info({ port, host }, 'listening'));
