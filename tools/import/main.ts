/**
 * `npm run import -- FILE --company SIREN`: a staff list in the operator's hands, through the very use cases of the console.
 * He acts for an MC of the company, whose mandate must hold; the journal says that it came by this command, and by whom.
 */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import { fileTableReader } from '@mandataire/adapters/staff-table';
import type { Requester } from '@mandataire/application/permission';
import { RefusedError } from '@mandataire/application/refusal';
import {
  AdvanceStaffList,
  MapStaffList,
  ReceiveStaffList,
  RunStaffList,
  type StaffListRow,
} from '@mandataire/application/staff-list';
import { mappingFaults, proposeMapping, type StaffList } from '@mandataire/domain/staff-list';
import { asTenantId, normaliseIdentifier, type TenantId } from '@mandataire/domain/tenant';
import { fieldLabel, refusalSentence, staffListSentence } from '@mandataire/domain/wording';
import { createWorkerPersistence, type WorkerPersistence } from '@mandataire/persistence';
import { batchGate } from '@mandataire/platform/staff-list';
import { operatorEnvironment, setting } from '../ca/environment.js';

const USAGE = `npm run import -- FICHIER --company SIREN [--agent ADRESSE] [--dry-run] [--json]
  --agent    adresse du mandataire de certification pour qui vous agissez ; demandée si elle manque
  --dry-run  s’arrête après la simulation : le mandataire peut confirmer dans sa console
  --json     un objet JSON sur la sortie standard`;

const OPTIONS = {
  company: { type: 'string' },
  agent: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

class Stop extends Error {}

function readArguments() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0 || values.company === undefined) throw new Stop(USAGE);
  return { file, siren: normaliseIdentifier(values.company), ...values };
}

/** The MC for whom the operator acts: never guessed, even where there is but one. */
async function agentAddress(given: string | undefined): Promise<string> {
  if (given !== undefined) return given.trim().toLowerCase();
  if (!process.stdin.isTTY) throw new Stop(`Dites pour quel mandataire vous agissez.\n${USAGE}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('Adresse du mandataire de certification pour qui vous agissez : ');
  terminal.close();
  return answer.trim().toLowerCase();
}

interface Desk {
  readonly persistence: WorkerPersistence;
  readonly requester: Requester;
  readonly tenantId: TenantId;
  readonly advance: AdvanceStaffList;
  readonly gate: ReturnType<typeof batchGate>;
  readonly print: (line: string) => void;
}

const scopeOf = ({ tenantId }: Desk) => ({ kind: 'COMPANY', tenantId }) as const;

async function find(desk: Desk, id: string): Promise<StaffListRow> {
  const list = await desk.persistence.staffLists.byId(scopeOf(desk), id);
  if (!list) throw new Stop('La liste n’est plus là.');
  return list;
}

/** Goes on with the list beside the worker, whichever of the two is faster, until its state is another one. */
async function workOff(desk: Desk, id: string): Promise<StaffListRow> {
  const caller = { tenantId: desk.tenantId, accountId: null, correlationId: desk.requester.correlationId };
  for (;;) {
    const list = await find(desk, id);
    if (!['RECEIVED', 'CHECKING', 'RUNNING'].includes(list.state)) return list;
    if (list.lines > 0 && list.state !== 'RECEIVED') desk.print(`  ${list.done} / ${list.lines}`);
    if (!(await desk.advance.execute(caller, id))) await pause(100);
  }
}

async function dryRun(desk: Desk, file: string): Promise<StaffListRow> {
  const { unitOfWork, staffLists } = desk.persistence;
  const receive = new ReceiveStaffList(unitOfWork, new Sha256Hasher(), new NodeRandomness());
  const { listId } = await receive.execute(desk.requester, {
    ...{ name: file, octets: readFileSync(file), channel: 'COMMAND', operator: os.userInfo().username },
  });
  const read = await workOff(desk, listId);
  if (read.fault) throw new Stop(staffListSentence(read.fault.reason, 'fr', { line: read.fault.line ?? '' }));
  const mapping = proposeMapping(read.headers, await staffLists.remembered(scopeOf(desk)));
  const missing = Object.keys(mappingFaults(mapping, read.headers.length)).map((field) =>
    fieldLabel(field, 'fr'),
  );
  if (missing.length > 0) {
    const known = read.headers.filter((header) => header !== '').join(', ') || 'aucune';
    throw new Stop(
      `Colonnes introuvables : ${missing.join(', ')}. Colonnes du fichier : ${known}. Indiquez-les une fois dans la console : elles sont retenues.`,
    );
  }
  const { id, version } = read;
  await new MapStaffList(unitOfWork).execute(desk.requester, { id, version, mapping });
  return workOff(desk, id);
}

async function run(desk: Desk, checked: StaffListRow): Promise<StaffListRow> {
  const { id, version, checked: counts } = checked;
  const start = new RunStaffList(desk.persistence.unitOfWork, desk.gate);
  await start.execute(desk.requester, { id, version, certificates: counts.certificates });
  return workOff(desk, id);
}

/** The refused lines, each with its reason. */
async function refusedLines(desk: Desk, { id }: Pick<StaffList, 'id'>) {
  const refused: { line: number; field: string | null; reason: string; text: string }[] = [];
  await desk.persistence.staffLists.eachPart(scopeOf(desk), id, (lines) => {
    for (const { position, fault } of lines) {
      if (!fault) continue;
      const text = staffListSentence(fault.reason, 'fr', { line: fault.line ?? '' });
      refused.push({ line: position, field: fault.field, reason: fault.reason, text });
    }
  });
  return refused;
}

async function openDesk(
  persistence: WorkerPersistence,
  { siren, agent, json }: { siren: string; agent?: string | undefined; json: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Promise<Desk> {
  const found = await persistence.companyOf(siren);
  if (found === undefined) throw new Stop(`Aucune entreprise n’a le SIREN ${siren}.`);
  const accountId = await persistence.accountOf(await agentAddress(agent));
  if (accountId === undefined) throw new Stop('Aucun mandataire n’a cette adresse.');
  const tenantId = asTenantId(found);
  const clock = new SystemClock(env.CLOCK_OFFSET_FILE);
  const requester: Requester = {
    ...{ accountId, tenantId, platformRoles: [], correlationId: new NodeRandomness().id() },
    // Whoever holds the worker's secrets has proved more than a factor; the mandate is asked for like everybody's.
    ...{ strength: 'PASSWORD_AND_TOTP', factorAt: clock.now() },
  };
  const advance = new AdvanceStaffList(persistence.unitOfWork, fileTableReader, new NodeRandomness());
  const print = (line: string) => (json ? undefined : console.log(line));
  return { persistence, requester, tenantId, advance, gate: batchGate(env), print };
}

async function main(): Promise<void> {
  const options = readArguments();
  const env = operatorEnvironment();
  const persistence = createWorkerPersistence({
    workerUrl: setting(env, 'WORKER_DATABASE_URL'),
    ...{ clock: new SystemClock(env.CLOCK_OFFSET_FILE), randomness: new NodeRandomness() },
  });
  try {
    const desk = await openDesk(persistence, options, env);
    const checked = await dryRun(desk, options.file);
    const { CREATE, UPDATE, REVOKE, UNCHANGED, REFUSED, certificates } = checked.checked;
    desk.print(
      `${checked.lines} lignes : ${CREATE} à créer, ${UPDATE} à mettre à jour, ${REVOKE} avec révocation (${certificates} certificats), ${UNCHANGED} inchangées, ${REFUSED} refusées`,
    );
    const isWorth = CREATE + UPDATE + REVOKE > 0;
    const done =
      options['dry-run'] || checked.state !== 'CHECKED' || !isWorth ? checked : await run(desk, checked);
    const refused = await refusedLines(desk, done);
    for (const { line, text } of refused) desk.print(`  ligne ${line} : ${text}`);
    if (done.state === 'DONE') desk.print('Liste importée.');
    const { id, state, lines, outcome } = done;
    if (options.json)
      console.log(JSON.stringify({ id, state, lines, checked: done.checked, outcome, refused }));
    process.exitCode = ['DONE', 'CHECKED'].includes(state) ? 0 : 1;
  } finally {
    await persistence.close();
  }
}

try {
  await main();
} catch (error) {
  const text =
    error instanceof RefusedError
      ? refusalSentence({ code: error.code, ...error.extensions }, 'fr')
      : (error as Error).message;
  console.error(text);
  process.exitCode = 1;
}
