/** `npm run generate`: writes the files that are drawn from the code. Specs hold each of them to its source. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from '../start/build.mjs';
import { permissionsDocument } from './permissions.js';
import { stateMachinesDocument } from './state-machines.js';
import { trace, traceabilityDocument } from '../traceability/traceability.js';

const ROOT = path.join(import.meta.dirname, '../..');

/** From the build: decorators need the types that only our own compiler writes down. */
const load = (file: string): Promise<Record<string, () => string | Promise<string>>> =>
  import(pathToFileURL(path.join(ROOT, file)).href);

const GENERATED = [
  { file: '.env.example', from: 'libs/platform/dist/config/index.js', call: 'envExample' },
  { file: 'apps/api/schema.graphql', from: 'apps/api/dist/schema.js', call: 'printApiSchema' },
];

await buildAll();
for (const { file, from, call } of GENERATED) {
  const write = (await load(from))[call];
  if (!write) throw new Error(`${from} exports no ${call}`);
  writeFileSync(path.join(ROOT, file), await write());
  console.log(file);
}

const DRAWN = [
  { file: 'docs/traceability.md', write: () => traceabilityDocument(trace(ROOT)) },
  { file: 'docs/state-machines.md', write: stateMachinesDocument },
  { file: 'docs/permissions.md', write: permissionsDocument },
];
for (const { file, write } of DRAWN) {
  writeFileSync(path.join(ROOT, file), write());
  console.log(file);
}
