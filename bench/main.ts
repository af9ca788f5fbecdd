import { buildAll } from '../tools/start/build.mjs';
import { benches } from './benches.js';

const [name = '', ...flags] = process.argv.slice(2);
const load = benches.get(name);
if (!load) {
  console.error(`npm run bench -- NAME [--json], with NAME one of: ${[...benches.keys()].join(', ')}`);
  process.exitCode = 1;
} else {
  const quiet = flags.includes('--json');
  await buildAll();
  const bench = await load();
  const result = await bench.run({ print: (line) => (quiet ? undefined : console.log(line)), flags });
  console.log(JSON.stringify({ bench: name, ...result }));
  process.exitCode = result.ok === false ? 1 : 0;
}
