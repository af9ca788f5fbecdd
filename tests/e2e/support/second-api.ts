import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { ceremonyRecord, eventually, type Run } from '../../support/system/index.js';

export const ROOT = path.join(import.meta.dirname, '../../..');
export const MAIN = path.join(ROOT, 'apps/api/dist/main.js');

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The environment of an API on the running system's data, as an installation on the internet has it. */
export async function productionEnvironment(run: Run): Promise<NodeJS.ProcessEnv> {
  const secrets = JSON.parse(readFileSync(path.join(run.dataDir, 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >;
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://mandataire.example.fr',
    PKI_BASE_URL: run.urls.status,
    APP_DATABASE_URL: run.databases.app,
    DATA_DIR: run.dataDir,
    API_PORT: String(await freePort()),
    CA_KEY_SECRET: secrets.CA_KEY_SECRET,
    DATA_KEY_SECRET: secrets.DATA_KEY_SECRET,
    FILES_KEY_SECRET: secrets.FILES_KEY_SECRET,
    ARCHIVE_DATABASE_URL: run.databases.archive,
    ARCHIVE_KEY_SECRET: secrets.ARCHIVE_KEY_SECRET,
    // The system of the tests keeps its keys in software.
    ...ceremonyRecord(run.dataDir, run.urls.status),
  };
}

export interface SecondApi {
  readonly url: string;
  readonly environment: NodeJS.ProcessEnv;
  stop(): void;
}

/** A whole process is loaded, beside other groups of tests; within the time that jest gives a hook. */
const START_LIMIT_MS = 50_000;

/** A second API beside the running one, with settings and rate limits of its own. */
export async function secondApi(run: Run, settings: NodeJS.ProcessEnv = {}): Promise<SecondApi> {
  const environment = { ...(await productionEnvironment(run)), ...settings };
  const api: ChildProcess = spawn(process.execPath, [MAIN], { env: environment, cwd: ROOT, stdio: 'ignore' });
  const url = `http://127.0.0.1:${environment.API_PORT}`;
  const isUp = async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok || undefined;
  try {
    await eventually('the second API', isUp, START_LIMIT_MS);
  } catch (error) {
    // Nobody else knows of it, and jest would wait for its end.
    api.kill();
    throw error;
  }
  return { url, environment, stop: () => void api.kill() };
}
