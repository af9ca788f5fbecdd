import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import type { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { addMonthsUtc } from '@mandataire/domain/time';
import { composeAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import { createWorkerPersistence, type WorkerPersistence } from '@mandataire/persistence';
import { optional, required } from './environment.js';

/** The authority as the worker runs it: its role may write the register, and no more than its register. */
export const openAuthority = (persistence: WorkerPersistence): EmbeddedCertificateAuthority =>
  composeAuthority(readAuthorityConfig(), persistence.register);

/** Before the demonstration's past, so that no certificate is older than its authority (F34); outside it, now. */
const foundingOf = (now: Date): Date => (optional('DEMO') === 'true' ? addMonthsUtc(now, -60) : now);

/**
 * Makes what is missing of root, issuing authority and OCSP signer, and publishes both lists, so that the status service
 * has something to serve before the worker's first run (D14). Safe to run again: it then only publishes anew.
 */
export async function initialiseAuthority(): Promise<void> {
  const clock = new SystemClock(optional('CLOCK_OFFSET_FILE'));
  const persistence = createWorkerPersistence({
    workerUrl: required('WORKER_DATABASE_URL'),
    clock,
    randomness: new NodeRandomness(),
  });
  try {
    const authority = openAuthority(persistence);
    await authority.initialise(clock.now(), foundingOf(clock.now()));
    const { number } = await authority.publish(clock.now());
    console.log(`The authority is ready; its list number ${number} is published.`);
  } finally {
    await persistence.close();
  }
}
