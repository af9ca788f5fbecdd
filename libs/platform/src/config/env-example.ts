import { SETTINGS } from './settings.data.js';
import { apiSchema, statusSchema, workerSchema, type SettingName } from './settings.js';

const PROCESSES = { api: apiSchema, status: statusSchema, worker: workerSchema };

/** What no process reads is for the ceremonies. */
const readers = (name: string): string =>
  Object.entries(PROCESSES)
    .filter(([, schema]) => name in schema.shape)
    .map(([process]) => process)
    .join(', ') || 'npm run ca';

/** The value that holds when the setting is left out, as it would be written in a file; undefined when there is none. */
function fallback(name: SettingName): string | undefined {
  const parsed = SETTINGS[name].safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : undefined;
}

const isOptional = (name: SettingName): boolean => SETTINGS[name].safeParse(undefined).success;

function entry(name: SettingName): string {
  const value = fallback(name);
  const need =
    value === undefined ? (isOptional(name) ? 'facultative' : 'obligatoire') : `par défaut ${value}`;
  const lines = [`# ${SETTINGS[name].description}`, `# Lue par ${readers(name)} ; ${need}.`];
  const assignment = `${name}=${value ?? ''}`;
  return [...lines, isOptional(name) ? `#${assignment}` : assignment].join('\n');
}

/** `.env.example`: every setting, its meaning, who reads it, its default. No secret has one. */
export function envExample(): string {
  const head =
    '# Réglages des processus. Écrit depuis libs/platform/src/config/settings.ts : ne pas modifier à la main.\n' +
    '# « npm start » les fournit tous ; une installation donne les siens.';
  const entries = (Object.keys(SETTINGS) as SettingName[]).map(entry);
  return `${[head, ...entries].join('\n\n')}\n`;
}
