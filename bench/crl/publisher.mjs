/**
 * The worker's own register, key store and publisher in a process of their own. `found`: makes the authorities and prints the
 * identifier of the one for double use. `publish ISSUER [SERIAL …]`: publishes its list, then once more after each revocation;
 * prints the seconds of each and the peak memory of the process.
 */
import { createWorkerPersistence } from '@mandataire/persistence';
import { composeCeremony } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';

const [command, issuerId, ...serials] = process.argv.slice(2);
const persistence = createWorkerPersistence({
  workerUrl: process.env.WORKER_DATABASE_URL,
  clock: { now: () => new Date() },
  randomness: {},
});
const secret = 'the bench has a secret of its own';
const authority = composeCeremony(
  readAuthorityConfig({
    DATA_DIR: process.env.DATA_DIR,
    PKI_BASE_URL: 'https://pki.bench.example',
    ROOT_KEY_SECRET: secret,
    CA_KEY_SECRET: secret,
    OCSP_KEY_SECRET: secret,
  }),
  persistence.register,
);

async function publish() {
  const start = performance.now();
  const { number } = await authority.publish(new Date(), issuerId);
  return { number, seconds: (performance.now() - start) / 1000 };
}

const say = (result) => process.stdout.write(`${JSON.stringify(result)}\n`);

if (command === 'found') {
  await authority.initialise(new Date());
  say({ issuerId: await authority.issuerId({ usages: ['AUTHENTICATION', 'SIGNATURE'] }) });
} else {
  const { number, seconds } = await publish();
  const peakMemoryMb = process.resourceUsage().maxRSS / 1024;
  const again = [];
  for (const serial of serials) {
    await authority.revoke(issuerId, serial, new Date());
    again.push((await publish()).seconds);
  }
  say({ number, seconds, peakMemoryMb, again });
}
await persistence.close();
