/**
 * `npm run check-issued`: reads again everything that was ever issued. One line per finding, then the summary as JSON on
 * the last line; exit code 1 when something was found, 2 when the check could not be made.
 */
import { checkIssued } from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { createWorkerPersistence } from '@mandataire/persistence';
import { operatorEnvironment, setting } from '../ca/environment.js';

async function main(): Promise<number> {
  const env = operatorEnvironment();
  const clock = new SystemClock(env.CLOCK_OFFSET_FILE);
  const workerUrl = setting(env, 'WORKER_DATABASE_URL');
  const persistence = createWorkerPersistence({ workerUrl, clock, randomness: new NodeRandomness() });
  try {
    const summary = await checkIssued({
      issued: persistence.issued,
      register: persistence.register,
      pkiBaseUrl: setting(env, 'PKI_BASE_URL'),
      now: clock.now(),
      found: ({ certificateId, serial, clause, message }) =>
        console.log(`✗ ${serial} (${certificateId || 'sans certificat'}) ${clause} : ${message}`),
    });
    console.log(
      summary.findings === 0
        ? `✓ ${summary.checked} certificats relus, aucun écart.`
        : `${summary.checked} certificats relus, ${summary.findings} écarts.`,
    );
    console.log(JSON.stringify({ ok: summary.findings === 0, ...summary }));
    return summary.findings === 0 ? 0 : 1;
  } finally {
    await persistence.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
