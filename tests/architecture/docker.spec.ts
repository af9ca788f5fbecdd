import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from './checkout.js';
import { execForm, lastStage, parseDockerfile } from './dockerfile.js';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly profiles?: readonly string[];
  readonly healthcheck?: unknown;
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const compose = parse(read('docker/compose.yml'), { merge: true }) as { services: Record<string, Service> };
const APPS = ['api', 'status', 'worker'] as const;
describe('the compose file', () => {
  it('runs PostgreSQL 17, Redis 7, the migrations and the three processes, and ceremonies when they are asked for', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'api',
      'ca',
      'migrate',
      'postgres',
      'redis',
      'status',
      'worker',
    ]);
    expect(compose.services.ca?.profiles).toEqual(['ceremony']);
    expect(compose.services.postgres?.image).toBe('postgres:17');
    expect(compose.services.redis?.image).toBe('redis:7');
  });

  it('builds from Dockerfiles that exist', () => {
    const built = Object.values(compose.services).flatMap(({ build }) => (build ? [build] : []));
    expect(built).toHaveLength(5);
    for (const { context, dockerfile } of built)
      expect(existsSync(path.join(ROOT, 'docker', context, dockerfile))).toBe(true);
  });

  it('founds no authority by itself, and gives the key of the root to ceremonies alone', () => {
    expect(compose.services.migrate?.command).toEqual(['node', 'migrations/dist/cli.js', 'up']);
    for (const [name, service] of Object.entries(compose.services))
      expect([name, /root[-.](key|env)/i.test(JSON.stringify(service))]).toEqual([name, name === 'ca']);
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
