import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkModules, makeScratch, removeScratch, ROOT } from '../../architecture/checkout.js';
import { execForm, lastStage, parseDockerfile } from '../../architecture/dockerfile.js';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
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
