/** `npm run files`: keys of the companies' files and of the registration archive, for the operator. */
import { parseArgs } from 'node:util';
import { SystemClock } from '@mandataire/adapters/clock';
import { asTenantId, type TenantId } from '@mandataire/domain/tenant';
import { readFilesConfig, type FilesConfig } from '@mandataire/platform/config';
import { composeFiles, type FilesPlatform } from '@mandataire/platform/files';
import { confirm, personsOf } from '../ca/ceremony.js';
import { operatorEnvironment } from '../ca/environment.js';
import { CeremonyRecord } from '../ca/record.js';

const USAGE = `npm run files -- COMMANDE [--dry-run] [--operator "Prénom Nom"] [--witness "Prénom Nom"]
  status                   compte les fichiers et dit sous quelles clés ils sont
  rotate-keys              passe tout sous FILES_KEY_SECRET et ARCHIVE_KEY_SECRET (les anciens : *_PREVIOUS_KEY_SECRET)
  rotate-keys ENTREPRISE   donne une nouvelle clé à une entreprise et détruit l’ancienne
  shred ENTREPRISE         détruit les clés d’une entreprise : ses fichiers deviennent illisibles pour toujours
ENTREPRISE est son identifiant. Chaque commande interrompue se reprend en la relançant.`;

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  operator: { type: 'string' },
  witness: { type: 'string' },
} as const;

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

interface Workshop {
  readonly options: ReturnType<typeof readArguments>['values'];
  readonly config: FilesConfig;
  readonly files: FilesPlatform;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function companyOf({ files }: Workshop, argument: string): Promise<TenantId> {
  const known = (await files.keys.keys()).some(({ tenantId }) => tenantId === argument);
  if (!UUID.test(argument) || !known) throw new Error(`Aucune entreprise ${argument} n’a de fichiers.`);
  return asTenantId(argument);
}

/** Says what will be done, asks the two people where there must be two, records it before and after. */
async function hold(
  { options, config }: Workshop,
  act: string,
  plan: readonly string[],
  run: () => Promise<readonly string[]>,
): Promise<void> {
  for (const step of plan) console.log(`• ${step}`);
  const persons = personsOf(options, config.DEMO);
  if (options['dry-run']) {
    console.log('Essai à blanc : rien n’a été fait.');
    return;
  }
  await confirm(act, persons);
  const at = new SystemClock(config.CLOCK_OFFSET_FILE).now();
  const record = CeremonyRecord.begin(config.DATA_DIR, { act, persons, at, pkiBaseUrl: config.PKI_BASE_URL });
  const done = await run().catch((error: unknown) => {
    record.complete({ state: 'FAILED', reason: error instanceof Error ? error.message : String(error) });
    throw error;
  });
  for (const line of done) console.log(`✓ ${line}`);
  console.log(`Procès-verbal : ${record.file}\n  SHA-256 ${record.complete({ state: 'DONE', made: [] })}`);
}

async function status({ files }: Workshop): Promise<void> {
  const [keys, counts, archived] = [
    await files.keys.keys(),
    await files.keys.counts(),
    await files.archive.count(),
  ];
  const live = keys.filter(({ wrappedKey }) => wrappedKey !== null);
  const total = (state: string) =>
    counts.filter((row) => row.state === state).reduce((sum, row) => sum + row.files, 0);
  const { companies, archived: archivedToRewrap } = await files.rotate.toRewrap();
  console.log(`Clé de la plateforme : ${files.masterKeyId}`);
  console.log(`Clés d’entreprises : ${live.length} en service, ${keys.length - live.length} détruites`);
  console.log(
    `Fichiers : ${total('ATTACHED')} en service, ${total('UPLOADED')} en attente, ${total('SWEPT')} jamais employés, ${total('SHREDDED')} détruits`,
  );
  console.log(`Archives de l’autorité d’enregistrement : ${archived} documents`);
  if (companies.length + archivedToRewrap === 0) return;
  console.log(
    `⚠ Sous une ancienne clé : ${companies.length} clés d’entreprises, ${archivedToRewrap} archives.`,
  );
  process.exitCode = 1;
}

async function rotate(workshop: Workshop, argument: string): Promise<void> {
  const { rotate: rotation } = workshop.files;
  if (argument !== '') {
    const tenantId = await companyOf(workshop, argument);
    return hold(
      workshop,
      'files rotate-keys',
      [`donner une nouvelle clé à ${tenantId}, détruire l’ancienne`],
      async () => [`${await rotation.renew(tenantId)} fichiers sous la nouvelle clé`],
    );
  }
  const { companies, archived } = await rotation.toRewrap();
  const plan = `passer ${companies.length} clés d’entreprises et ${archived} archives sous les clés d’aujourd’hui`;
  return hold(workshop, 'files rotate-keys', [plan], async () => {
    await rotation.rewrapAll();
    return ['les secrets *_PREVIOUS_KEY_SECRET peuvent être retirés'];
  });
}

async function shred(workshop: Workshop, argument: string): Promise<void> {
  const tenantId = await companyOf(workshop, argument);
  const { archived, destroyed } = await workshop.files.shred.plan(tenantId);
  const plan = [
    `passer ${archived} pièces d’enregistrement aux archives (I-26)`,
    `détruire les clés de ${tenantId} : ${destroyed} fichiers deviennent illisibles, sans retour`,
  ];
  return hold(workshop, 'files shred', plan, async () => {
    await workshop.files.shred.execute(tenantId);
    return [`les fichiers de ${tenantId} sont illisibles`];
  });
}

const COMMANDS: Readonly<Record<string, (workshop: Workshop, argument: string) => Promise<void>>> = {
  status,
  'rotate-keys': rotate,
  shred,
};

async function main(): Promise<void> {
  const { values: options, positionals } = readArguments();
  const [name = '', argument = '', ...surplus] = positionals;
  const command = COMMANDS[name];
  if (!command || surplus.length > 0 || (name === 'shred' && argument === '')) throw new Error(USAGE);
  const config = readFilesConfig(operatorEnvironment());
  const files = composeFiles(config);
  try {
    await command({ options, config, files }, argument);
  } finally {
    await files.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
