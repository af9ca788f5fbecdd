/**
 * `npm run ca -- COMMAND`: the authority's keys and certificates in the hands of its operators. The commands that make
 * something are ceremonies: outside a demonstration two people, a confirmation typed by the second, a record.
 */
import { parseArgs } from 'node:util';
import type { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import type { AuthorityCertificate, AuthorityRegister } from '@mandataire/application/certificate';
import type { Clock } from '@mandataire/application/clock';
import { RefusedError } from '@mandataire/application/refusal';
import { AUTHORITY_FAMILIES, ROOT_SLUG, readSlug, slugOf } from '@mandataire/domain/catalogue';
import { createWorkerPersistence } from '@mandataire/persistence';
import { composeCeremony, isDemonstrationAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig, type AuthorityConfig } from '@mandataire/platform/config';
import { confirm, personsOf } from './ceremony.js';
import { described } from './describe.js';
import { operatorEnvironment, setting } from './environment.js';
import { publicFiles, writeFiles } from './export.js';
import { CeremonyRecord } from './record.js';
import { statusLines } from './status.js';

const USAGE = `npm run ca -- COMMANDE [--dry-run] [--operator "Prénom Nom"] [--witness "Prénom Nom"]
  init               crée ce qui manque : racine, une AC émettrice par usage, signataires OCSP, LCR
  status             montre la hiérarchie, les validités, les LCR et les signataires
  rotate-ocsp        fait de nouveaux signataires OCSP, avec de nouvelles clés
  rollover FAMILLE   fait l’AC émettrice suivante : ${AUTHORITY_FAMILIES.map((family) => slugOf(family)).join(', ')}
  export DOSSIER     écrit les certificats publics (DER, PEM, P7C)`;

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  operator: { type: 'string' },
  witness: { type: 'string' },
} as const;

/** @throws with the usage on an option that doesn't exist or lacks its value. */
function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

interface Workshop {
  readonly options: ReturnType<typeof readArguments>['values'];
  readonly config: AuthorityConfig;
  readonly authority: EmbeddedCertificateAuthority;
  readonly register: AuthorityRegister;
  readonly clock: Clock;
}

/** What a ceremony would do, in words, and how it is done. */
interface Ceremony {
  readonly act: string;
  readonly plan: readonly string[];
  run(): Promise<readonly AuthorityCertificate[]>;
}

async function initCeremony({ authority, register, clock }: Workshop): Promise<Ceremony> {
  const before = await register.authorityCertificates();
  const names = before.map(({ name }) => name);
  const missing = [ROOT_SLUG, ...AUTHORITY_FAMILIES.map((family) => slugOf(family))].filter(
    (name) => !names.includes(name),
  );
  return {
    act: 'init',
    plan: [
      ...missing.map((name) => `créer ${name}`),
      'faire les signataires OCSP qui manquent, renouveler la LCR de la racine à mi-vie',
      'publier les LCR des AC émettrices',
    ],
    run: async () => {
      await authority.initialise(clock.now());
      await authority.publish(clock.now());
      return (await register.authorityCertificates()).filter(({ name }) => !names.includes(name));
    },
  };
}

async function rotateCeremony({ authority, register, clock }: Workshop): Promise<Ceremony> {
  const known = await register.authorityCertificates();
  return {
    act: 'rotate-ocsp',
    plan: known
      .filter(({ kind }) => kind === 'ISSUING')
      .map(({ name }) => `faire un signataire OCSP de ${name}, avec une nouvelle clé`),
    run: () => authority.rotateOcspSigners(clock.now()),
  };
}

async function rolloverCeremony({ authority, register, clock }: Workshop, family: string): Promise<Ceremony> {
  const asked = readSlug(family);
  if (!asked || asked.generation !== 1) throw new Error(`Quelle famille ? ${USAGE}`);
  const generations = (await register.authorityCertificates()).flatMap(({ kind, name }) => {
    const slug = kind === 'ISSUING' ? readSlug(name) : undefined;
    return slug?.family === asked.family ? [slug.generation] : [];
  });
  if (generations.length === 0) throw new Error('L’autorité n’est pas créée : « init » d’abord.');
  const newest = Math.max(...generations);
  return {
    act: `rollover ${family}`,
    plan: [
      `créer ${slugOf(asked.family, newest + 1)} sous la racine, avec son signataire OCSP et sa première LCR`,
      `laisser ${slugOf(asked.family, newest)} signer sa LCR, mais plus aucun certificat`,
    ],
    run: () => authority.rollover(asked.family, clock.now()),
  };
}

async function hold(ceremony: Ceremony, workshop: Workshop): Promise<void> {
  const { options, config, clock, register } = workshop;
  for (const step of ceremony.plan) console.log(`• ${step}`);
  const persons = personsOf(options, await isDemonstrationAuthority(config, register));
  if (options['dry-run']) {
    console.log('Essai à blanc : rien n’a été fait.');
    return;
  }
  await confirm(ceremony.act, persons);
  const record = CeremonyRecord.begin(config.DATA_DIR, {
    ...{ act: ceremony.act, persons, at: clock.now(), pkiBaseUrl: config.PKI_BASE_URL },
  });
  const made = await ceremony.run().catch((error: unknown) => {
    record.complete({ state: 'FAILED', reason: messageOf(error) });
    throw error;
  });
  for (const certificate of made) console.log(`✓ ${described(certificate)}`);
  const sha256 = record.complete({ state: 'DONE', made });
  console.log(`Procès-verbal : ${record.file}\n  SHA-256 ${sha256}`);
}

async function show({ register, clock }: Workshop): Promise<void> {
  const { lines, faults } = await statusLines(register, clock.now());
  console.log(lines.join('\n'));
  if (faults > 0) process.exitCode = 1;
}

async function exportTo({ options, register }: Workshop, folder: string): Promise<void> {
  const files = publicFiles(await register.authorityCertificates());
  for (const [name] of files) console.log(`• ${folder}/${name}`);
  if (options['dry-run']) console.log('Essai à blanc : rien n’a été écrit.');
  else writeFiles(folder, files);
}

const COMMANDS: Readonly<Record<string, (workshop: Workshop, argument: string) => Promise<void>>> = {
  init: async (workshop) => hold(await initCeremony(workshop), workshop),
  status: show,
  'rotate-ocsp': async (workshop) => hold(await rotateCeremony(workshop), workshop),
  rollover: async (workshop, family) => hold(await rolloverCeremony(workshop, family), workshop),
  export: (workshop, folder) => {
    if (!folder) throw new Error(`Dans quel dossier ? ${USAGE}`);
    return exportTo(workshop, folder);
  },
};

/** What a command takes after its name: nothing, or one argument. */
const TAKES_ARGUMENT: readonly string[] = ['rollover', 'export'];

async function main(): Promise<void> {
  const { values: options, positionals } = readArguments();
  const [name = '', argument = '', ...surplus] = positionals;
  const command = COMMANDS[name];
  if (!command) throw new Error(USAGE);
  if (surplus.length > 0 || (argument !== '' && !TAKES_ARGUMENT.includes(name)))
    throw new Error(`Trop d’arguments : ${positionals.slice(1).join(' ')}\n${USAGE}`);
  const env = operatorEnvironment();
  const config = readAuthorityConfig(env);
  const clock = new SystemClock(env.CLOCK_OFFSET_FILE);
  const workerUrl = setting(env, 'WORKER_DATABASE_URL');
  const persistence = createWorkerPersistence({ workerUrl, clock, randomness: new NodeRandomness() });
  try {
    const { register } = persistence;
    const authority = composeCeremony(config, register);
    await command({ options, config, authority, register, clock }, argument);
  } finally {
    await persistence.close();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof RefusedError && error.code === 'UPSTREAM_UNAVAILABLE')
    return 'PostgreSQL ne répond pas à l’adresse de WORKER_DATABASE_URL : rien n’est perdu, recommencez quand il est là.';
  return error instanceof Error ? error.message : String(error);
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
