/**
 * The worker's own register, key store and publisher in a process of their own. `found`: makes the authorities and prints the
 * identifier of the one for double use. `publish ISSUER [SERIAL …]`: publishes its list from everything in the register, then
 * once more after each revocation; prints the seconds of each and the peak memory of the process. The sealed key is opened
 * before, as it is in a worker from its first list on; how long that took is printed too.
 */
import { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { createWorkerPersistence } from '@mandataire/persistence';
import { caKeyStore, composeCeremony, ocspKeyStore } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';

const [command, issuerId, ...serials] = process.argv.slice(2);
const { register, close } = createWorkerPersistence({
  workerUrl: process.env.WORKER_DATABASE_URL,
  clock: { now: () => new Date() },
  randomness: {},
});
const secret = 'the bench has a secret of its own';
const config = readAuthorityConfig({
  DATA_DIR: process.env.DATA_DIR,
  PKI_BASE_URL: 'https://pki.bench.example',
  ROOT_KEY_SECRET: secret,
  CA_KEY_SECRET: secret,
  OCSP_KEY_SECRET: secret,
});
const caKeys = caKeyStore(config);
const authority = new EmbeddedCertificateAuthority({
  ...{ register, caKeys, ocspKeys: ocspKeyStore(config.DATA_DIR, secret), pkiBaseUrl: config.PKI_BASE_URL },
});

async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const publish = () => timed(() => authority.publish(new Date(), issuerId));
const say = (result) => process.stdout.write(`${JSON.stringify(result)}\n`);

if (command === 'found') {
  await composeCeremony(config, register).initialise(new Date());
  say({ issuerId: await authority.issuerId({ usages: ['AUTHENTICATION', 'SIGNATURE'] }) });
} else {
  const { keyRef } = (await register.authorityCertificates()).find(({ id }) => id === issuerId);
  const keySeconds = await timed(() => caKeys.publicKey(keyRef));
  const seconds = await publish();
  const peakMemoryMb = process.resourceUsage().maxRSS / 1024;
  const again = [];
  for (const serial of serials) {
    await authority.revoke([{ issuerId, serial, revokedAt: new Date() }]);
    again.push(await publish());
  }
  say({ keySeconds, seconds, peakMemoryMb, again });
}
await close();
