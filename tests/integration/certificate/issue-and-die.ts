import { certificateRequestInspector } from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, Sha256Hasher } from '@mandataire/adapters/clock';
import { IssueCertificate, type CertificateAuthority } from '@mandataire/application/certificate';
import { FixedClock } from '@mandataire/application/testing';
import type { Caller, Transaction, UnitOfWork } from '@mandataire/application/unit-of-work';
import { createPersistence } from '@mandataire/persistence';
import { composeAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';

/**
 * The use case as the api composes it, in a process of its own that ends itself as by `kill -9` at one point. The points
 * hang on the ports from outside: the product knows nothing of them.
 */
const setting = (name: string): string => process.env[name] ?? '';
const point = setting('DIE_AT');

async function reached(here: string): Promise<void> {
  if (here !== point) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

/** The first unit of work reserves, the second records. */
class MortalUnitOfWork implements UnitOfWork {
  private runs = 0;
  constructor(private readonly inner: UnitOfWork) {}

  async run<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.runs += 1;
    const step = this.runs === 1 ? 'reserving' : 'recording';
    const result = await this.inner.run(caller, async (tx) => {
      const done = await work(tx);
      await reached(`before the ${step} commit`);
      return done;
    });
    await reached(`after the ${step} commit`);
    return result;
  }
}

const clock = new FixedClock(new Date(setting('NOW')));
const randomness = new NodeRandomness();
const persistence = createPersistence({
  ...{ appUrl: setting('APP_DATABASE_URL'), dataKeySecret: setting('DATA_KEY_SECRET') },
  ...{ clock, randomness },
});
const embedded = composeAuthority(
  readAuthorityConfig({
    ...{ DATA_DIR: setting('DATA_DIR'), PKI_BASE_URL: 'https://pki.test.example' },
    ...{ CA_KEY_SECRET: setting('CA_KEY_SECRET'), OCSP_KEY_SECRET: setting('CA_KEY_SECRET') },
  }),
  persistence.register,
);
const authority = new Proxy<CertificateAuthority>(embedded, {
  get: (target, name: keyof CertificateAuthority) =>
    name === 'issue'
      ? async (request: Parameters<CertificateAuthority['issue']>[0]) => {
          const issued = await target.issue(request);
          await reached('after the signature');
          return issued;
        }
      : (target[name] as () => unknown).bind(target),
});
const issue = new IssueCertificate(
  new MortalUnitOfWork(persistence.unitOfWork),
  ...([authority, certificateRequestInspector, new Sha256Hasher(), randomness] as const),
);
const { certificate } = await issue.execute({ token: setting('TOKEN'), csr: setting('CSR') }, 'test');
process.stdout.write(certificate.serial);
await persistence.close();
