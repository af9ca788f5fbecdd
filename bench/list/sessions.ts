import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { SystemClock, NodeRandomness } from '@mandataire/adapters/clock';
import type { NewSession } from '@mandataire/application/account';
import { asTenantId } from '@mandataire/domain/tenant';
import { createPersistence } from '@mandataire/persistence';
import type { BenchDatabase } from '../database/bench-database.js';
import { benchCompanies } from '../database/content/companies.js';

export interface SignedIn {
  readonly tenantId: string;
  readonly cookie: string;
  /** Where its MC sits: limits count by address too. */
  readonly address: string;
}

/**
 * A session per company, of its MC with both factors, through the product's own store: what a login would leave. The
 * logins themselves would cost a minute of hashing.
 */
export async function signInEverywhere(database: BenchDatabase): Promise<readonly SignedIn[]> {
  const persistence = createPersistence({
    appUrl: database.url('APP_DATABASE_URL'),
    dataKeySecret: database.server.dataKeySecret,
    clock: new SystemClock(undefined),
    randomness: new NodeRandomness(),
  });
  const now = new Date();
  try {
    return await Promise.all(
      benchCompanies().map(async ({ tenantId, agentId }, i) => {
        const token = randomBytes(32).toString('base64url');
        const credentials = await persistence.accounts.credentialsOf(agentId);
        if (!credentials) throw new Error(`${agentId} was not activated`);
        const session: NewSession = {
          ...{ id: randomUUID(), accountId: agentId, tenantId: asTenantId(tenantId) },
          tokenHash: createHash('sha256').update(token).digest('hex'),
          ...{ state: 'OPEN', strength: 'PASSWORD_AND_TOTP', createdAt: now, lastSeenAt: now },
          ...{ factorAt: now, factor: 'TOTP', device: '' },
          expiresAt: new Date(now.getTime() + 12 * 3_600_000),
        };
        await persistence.sessions.insert(session, { credentials });
        const address = `10.0.${i >> 8}.${i & 255}`;
        return { tenantId, cookie: `__Host-mandataire=${token}`, address };
      }),
    );
  } finally {
    await persistence.close();
  }
}
