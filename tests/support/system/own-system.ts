import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startSystem, type RunningSystem, type SystemOptions } from '../../../tools/start/system.mjs';

const ANY_PORT = { API_PORT: 0, STATUS_PORT: 0, WORKER_PORT: 0, MAILBOX_PORT: 0, SMTP_PORT: 0 };

/** Variables that would point a test at somebody's servers. */
const POINTING =
  /(_DATABASE_URL|^REDIS_URL|^SMTP_URL|^PUBLIC_URL|^PKI_BASE_URL|^STATUS_URL|_PORT|_SECRET|^DATA_DIR|^NODE_ENV|^NODE_OPTIONS)$/;

/**
 * A system of one test's own, to kill and restart its parts (about ten seconds to start).
 * `stop()` also removes its data; call it in `afterAll`.
 */
export async function ownSystem(options: Pick<SystemOptions, 'redisUrl'> = {}): Promise<RunningSystem> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-test-own-'));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !POINTING.test(name)));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const system = await startSystem({ ...options, dataDir, env, ports: ANY_PORT, fast: true });
    return {
      ...system,
      stop: async () => {
        await system.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
