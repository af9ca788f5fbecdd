import 'reflect-metadata';
import { composeApi } from '@mandataire/platform/api';
import { createApp } from './app.js';

const platform = await composeApi();
const { log, settings } = platform;
const app = await createApp(platform);

/** Requests under way are answered, then the connections end. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, 'stopping');
  await app.close();
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

await app.listen(settings.port, settings.host);
log.info({ port: settings.port }, 'listening');
