import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SealedKeyStore } from '@mandataire/adapters/key-store';
import { publicKeyHash, readCertificate } from '@mandataire/pki';
import { ThrowAwayChain } from '@mandataire/pki/testing';
import { eventually } from '../../support/system/index.js';
import type { World } from '../persistence/world.builder.js';

const ROOT = path.join(import.meta.dirname, '../../..');
const SECRET = 'a secret of the tests that seals OCSP keys';

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export interface StatusProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The status service as it is installed, on a port of its own. */
export async function startStatus(settings: NodeJS.ProcessEnv): Promise<StatusProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(ROOT, 'apps/status/dist/main.js')], {
    env: {
      ...{ PATH: process.env.PATH, PKI_BASE_URL: 'http://pki.exemple.fr', STATUS_PORT: String(port) },
      ...settings,
    },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually('the status process', async () =>
    (await fetch(`${url}/ca/root.cer`).catch(() => undefined))?.ok ? true : undefined,
  ).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  return { url, pid: child.pid ?? 0, stop: () => end(child) };
}

/** An authority in the register of a test database, with an OCSP key on disk: what status processes answer from. */
export class StatusAuthority {
  readonly chain = new ThrowAwayChain(new Date());
  readonly issuerId = publicKeyHash(this.chain.issuingKey.publicKey);
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-test-status-'));
  private readonly processes: StatusProcess[] = [];

  private constructor(private readonly world: World) {}

  static async found(world: World): Promise<StatusAuthority> {
    const authority = new StatusAuthority(world);
    const { chain, issuerId, dataDir } = authority;
    const rootId = publicKeyHash(chain.rootKey.publicKey);
    const keys = new SealedKeyStore({ folder: path.join(dataDir, 'keys', 'ocsp'), secret: SECRET });
    const publicKey = await keys.generate('ocsp-dual-1', 'P-256');
    const save = (kind: 'ROOT' | 'ISSUING' | 'OCSP_SIGNER', name: string, by: string, der: Uint8Array) => {
      const { publicKey: key, validity } = readCertificate(der);
      const certificate = {
        id: publicKeyHash(key),
        kind,
        name,
        issuerId: by,
        keyRef: name,
        der,
        ...validity,
      };
      return world.worker.register.saveAuthorityCertificate(certificate);
    };
    await save('ROOT', 'root', rootId, chain.root);
    await save('ISSUING', 'dual', rootId, chain.issuing);
    await save('OCSP_SIGNER', 'ocsp-dual-1', issuerId, chain.newOcspSigner({ ...chain.ocspKey, publicKey }));
    return authority;
  }

  /** The status service over this authority. */
  async start(settings: NodeJS.ProcessEnv = {}): Promise<StatusProcess> {
    const started = await startStatus({
      ...{ STATUS_DATABASE_URL: this.world.database.urls.status, DATA_DIR: this.dataDir },
      OCSP_KEY_SECRET: SECRET,
      ...settings,
    });
    this.processes.push(started);
    return started;
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop()));
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
