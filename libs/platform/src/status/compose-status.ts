import { SystemClock } from '@mandataire/adapters/clock';
import type { CertificateStatusReader, RevocationFeed } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import { createStatusPersistence } from '@mandataire/persistence';
import { ocspKeyStore } from '../authority/index.js';
import { readStatusConfig } from '../config/index.js';
import { createLogger } from '../logging/index.js';

/** What the public status service runs on: no name, no reason, no key of the authority is within its reach. */
export interface StatusPlatform {
  readonly reader: CertificateStatusReader;
  readonly ocspKeys: KeyStore;
  readonly revocations: RevocationFeed;
  readonly revocationVisibleMs: number;
  readonly keptSeconds: number;
  now(): Date;
  readonly port: number;
  readonly host: string;
  readonly log: { info(o: object, m: string): void; error(o: object, m: string): void };
  close(): Promise<void>;
}

/** @throws ConfigurationError */
export async function composeStatus(): Promise<StatusPlatform> {
  const config = readStatusConfig();
  const clock = new SystemClock(config.CLOCK_OFFSET_FILE);
  const log = createLogger({ process: 'status', level: config.LOG_LEVEL });
  const { reader, revocations, close } = createStatusPersistence({
    statusUrl: config.STATUS_DATABASE_URL,
    revocationVisibleMs: config.REVOCATION_VISIBLE_MS,
    onConnectionLost: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  return {
    reader,
    ocspKeys: ocspKeyStore(config.DATA_DIR, config.OCSP_KEY_SECRET),
    revocations,
    revocationVisibleMs: config.REVOCATION_VISIBLE_MS,
    keptSeconds: config.OCSP_KEPT_SECONDS,
    now: () => clock.now(),
    port: config.STATUS_PORT,
    host: config.HOST,
    log,
    close,
  };
}
