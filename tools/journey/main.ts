import { readRun, runJourney } from './journey.js';

try {
  const result = await runJourney(readRun(), (line) => console.log(line));
  console.log(JSON.stringify(result));
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log(
    JSON.stringify({
      ok: false,
      steps: 0,
      revocationToOcspMs: null,
      identityChangeToOcspMs: null,
      reminders: null,
    }),
  );
  process.exitCode = 1;
}
