import { NodeRandomness } from '@mandataire/adapters/clock';
import type { CertificateAuthority } from '@mandataire/application/certificate';
import { CarryOutRevocations } from '@mandataire/application/revocation';
import { FixedClock } from '@mandataire/application/testing';
import type { Caller, Transaction, UnitOfWork } from '@mandataire/application/unit-of-work';
import { asTenantId } from '@mandataire/domain/tenant';
import { createWorkerPersistence } from '@mandataire/persistence';
import { composeAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';

/**
 * One set as the worker carries it out, in a process of its own that ends itself as by `kill -9` at one point. The points
 * hang on the ports from outside: the product knows nothing of them.
 */
const setting = (name: string): string => process.env[name] ?? '';
const point = setting('DIE_AT');

async function reached(here: string): Promise<void> {
  if (here !== point) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

/** The first unit of work sends, the second confirms. */
class MortalUnitOfWork implements UnitOfWork {
  private runs = 0;
  constructor(private readonly inner: UnitOfWork) {}

  async run<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.runs += 1;
    const step = this.runs === 1 ? 'sending' : 'confirming';
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
const persistence = createWorkerPersistence({
  ...{ workerUrl: setting('WORKER_DATABASE_URL'), clock, randomness: new NodeRandomness() },
});
const embedded = composeAuthority(
  readAuthorityConfig({
    ...{ DATA_DIR: setting('DATA_DIR'), PKI_BASE_URL: 'https://pki.test.example' },
    ...{ CA_KEY_SECRET: setting('CA_KEY_SECRET'), OCSP_KEY_SECRET: setting('CA_KEY_SECRET') },
  }),
  persistence.register,
);
const authority = new Proxy<CertificateAuthority>(embedded, {
  get: (target, name: keyof CertificateAuthority) => {
    if (name === 'capabilities') return target.capabilities;
    return async (...given: unknown[]) => {
      const result = await (target[name] as (...all: unknown[]) => Promise<unknown>).apply(target, given);
      await reached(`after ${name}`);
      return result;
    };
  },
});
const carryOut = new CarryOutRevocations(new MortalUnitOfWork(persistence.unitOfWork), authority, clock);
const caller = { tenantId: asTenantId(setting('TENANT')), accountId: null, correlationId: 'revocations' };
const ids = setting('REQUESTS').split(',');
const sent = await carryOut.revoke(caller, ids);
for (const issuerId of new Set(sent.map((each) => each.issuerId))) await carryOut.publish(issuerId);
await carryOut.confirm(caller, ids);
await persistence.close();
