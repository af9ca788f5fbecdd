import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import type { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { addMonthsUtc } from '@mandataire/domain/time';
import { composeAuthority, composeCeremony, isDemonstrationAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import { createWorkerPersistence, type WorkerPersistence } from '@mandataire/persistence';
import { optional, required } from './environment.js';

/** The demonstration has a past (seed): its authority began before it. */
const PAST_MONTHS = 48;

/** The authority as the worker runs it, without the root's key. */
export const openAuthority = (persistence: WorkerPersistence): EmbeddedCertificateAuthority =>
  composeAuthority(readAuthorityConfig(), persistence.register);

/**
 * Founds the authority of a demonstration: what is missing of root, issuing authorities and OCSP signers, and the lists,
 * so that the status service has something to serve before the worker's first run (D14). Safe to run again.
 * @throws outside a demonstration: there it is a ceremony of two people.
 */
export async function initialiseAuthority(): Promise<void> {
  const config = readAuthorityConfig();
  const clock = new SystemClock(optional('CLOCK_OFFSET_FILE'));
  const persistence = createWorkerPersistence({
    workerUrl: required('WORKER_DATABASE_URL'),
    clock,
    randomness: new NodeRandomness(),
  });
  try {
    if (!(await isDemonstrationAuthority(config, persistence.register)))
      throw new Error(
        'L’autorité ne se crée ainsi que dans une démonstration (DEMO=true) : ailleurs, « npm run ca -- init », à deux personnes.',
      );
    const authority = composeCeremony(config, persistence.register);
    const now = clock.now();
    await authority.initialise(now, addMonthsUtc(now, -PAST_MONTHS));
    const { number } = await authority.publish(now);
    console.log(`The authority is ready; its list number ${number} is published.`);
  } finally {
    await persistence.close();
  }
}
