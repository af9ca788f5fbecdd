import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { linkModules, makeScratch, removeScratch, ROOT } from './checkout.js';
import { execForm, lastStage, parseDockerfile } from './dockerfile.js';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly healthcheck?: unknown;
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const compose = parse(read('docker/compose.yml'), { merge: true }) as { services: Record<string, Service> };
const APPS = ['api', 'status', 'worker'] as const;
const COPIED = [
  'apps',
  'libs',
  'migrations',
  'package.json',
  'package-lock.json',
  'nx.json',
  'tsconfig.json',
  '.swcrc',
];
const NOT_COPIED = /(^|\/)(node_modules|dist|\.nx|\.data)$/;
const WORKSPACES = [
  ...['api', 'status', 'worker', 'console'].map((name) => `apps/${name}`),
  ...['domain', 'pki', 'application', 'persistence', 'adapters', 'platform'].map((name) => `libs/${name}`),
  'migrations',
];

describe('the compose file', () => {
  it('runs PostgreSQL 17, Redis 7, the migrations and the three processes', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'api',
      'migrate',
      'postgres',
      'redis',
      'status',
      'worker',
    ]);
    expect(compose.services.postgres?.image).toBe('postgres:17');
    expect(compose.services.redis?.image).toBe('redis:7');
  });

  it('builds from Dockerfiles that exist', () => {
    const built = Object.values(compose.services).flatMap(({ build }) => (build ? [build] : []));
    expect(built).toHaveLength(4);
    for (const { context, dockerfile } of built)
      expect(existsSync(path.join(ROOT, 'docker', context, dockerfile))).toBe(true);
  });

  it('publishes on the loopback only, behind the reverse proxy', () => {
    const published = Object.values(compose.services).flatMap(({ ports }) => ports ?? []);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('waits for what each service needs', () => {
    for (const app of APPS)
      expect(compose.services[app]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
    for (const store of ['postgres', 'redis']) expect(compose.services[store]?.healthcheck).toBeDefined();
  });
});

describe.each(APPS)('the image of %s', (app) => {
  const source = read(`docker/${app}.Dockerfile`);
  const instructions = parseDockerfile(source);
  const image = lastStage(instructions);
  const only = (name: string) =>
    image.filter((instruction) => instruction.name === name).map(({ value }) => value);

  it('says that it is never built here', () => {
    expect(source.split('\n')[0]).toContain('never built here');
  });

  it('runs on Node 24, not as root, with a health check', () => {
    for (const { value } of instructions.filter(({ name }) => name === 'FROM'))
      expect(value).toMatch(/^node:24-slim\b/);
    expect(only('USER')).toEqual(['node']);
    expect(only('HEALTHCHECK')).toHaveLength(1);
  });

  it('starts the entry point that npm start runs', () => {
    expect(execForm(only('CMD')[0] ?? '')).toEqual(['node', `apps/${app}/dist/main.js`]);
  });
});

describe('the commands of the images', () => {
  let folder: string;
  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      // The bare environment of a container that was given no settings.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        NX_DAEMON: 'false',
        NODE_ENV: 'production',
        npm_config_update_notifier: 'false',
      },
    });

  beforeAll(() => {
    folder = makeScratch();
    for (const name of COPIED) {
      cpSync(path.join(ROOT, name), path.join(folder, name), {
        recursive: true,
        filter: (file) => !NOT_COPIED.test(file),
      });
    }
    linkModules(folder, WORKSPACES);
    const builds = new Set(
      APPS.flatMap((app) => parseDockerfile(read(`docker/${app}.Dockerfile`)))
        .filter(({ name, value }) => name === 'RUN' && value.startsWith('npx '))
        .map(({ value }) => value),
    );
    expect([...builds]).toEqual(['npx nx run-many -t build']);
    for (const build of builds) {
      const [command = '', ...args] = build.split(' ');
      const built = run(command, args);
      if (built.status !== 0) throw new Error(built.stdout + built.stderr);
    }
  }, 240_000);

  afterAll(() => removeScratch(folder));

  it.each(APPS)('start %s, which refuses to run without its settings and names them', (app) => {
    const image = lastStage(parseDockerfile(read(`docker/${app}.Dockerfile`)));
    const [command = '', ...args] = execForm(image.find(({ name }) => name === 'CMD')?.value ?? '');
    const started = run(command, args);
    expect(started.status).not.toBe(0);
    expect(started.stdout + started.stderr).toContain('PKI_BASE_URL');
  });

  it.each(APPS)('find %s unhealthy while nothing listens', (app) => {
    const image = lastStage(parseDockerfile(read(`docker/${app}.Dockerfile`)));
    const check = image.find(({ name }) => name === 'HEALTHCHECK')?.value ?? '';
    const [command = '', ...args] = execForm(check).map((word) => word.replace(/:300\d/, ':9'));
    expect(run(command, args).status).toBe(1);
  });
});
