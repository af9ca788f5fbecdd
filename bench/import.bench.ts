import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import type { Requester } from '@mandataire/application/permission';
import { MapStaffList, ReceiveStaffList, RunStaffList } from '@mandataire/application/staff-list';
import { FIRST_MANDATE } from '@mandataire/domain/mandate';
import { DEFAULT_GATE, proposeMapping, type StaffList } from '@mandataire/domain/staff-list';
import { asTenantId, isSiren } from '@mandataire/domain/tenant';
import { addMonths, dateInParis } from '@mandataire/domain/time';
import { createPersistence, type Persistence } from '@mandataire/persistence';
import { startSystem, type RunningSystem } from '../tools/start/system.mjs';
import type { Bench } from './bench.js';
import { rounded } from './load.js';

const SMALL = 1_000;
const LARGE = 10_000;
const BARS = { dryRun: 3_000, run: 800, memory: 1.3 } as const;
const PATIENCE_MS = 5 * 60_000;
const ANY_PORT = { API_PORT: 0, STATUS_PORT: 0, WORKER_PORT: 0, MAILBOX_PORT: 0, SMTP_PORT: 0 };
/** What would point the system at somebody's servers. */
const POINTING =
  /(_DATABASE_URL|^REDIS_URL|^SMTP_URL|^PUBLIC_URL|^PKI_BASE_URL|_PORT|_SECRET|^DATA_DIR|^NODE_ENV)$/;
const HEAD = ['Matricule', 'Nom', 'Prénom', 'E-mail', 'Fonction', 'Téléphone'];
const randomness = new NodeRandomness();

const siren = (n: number): string => {
  const eight = String(70_000_000 + n);
  return eight + [...'0123456789'].find((key) => isSiren(eight + key));
};

/** A name of its own for each: digits are no letters of a name. */
const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

/** A workbook as spreadsheets write it: shared texts, one row for each person. */
function workbook(count: number): Uint8Array {
  const shared: string[] = [];
  const cell = (text: string) => `<c t="s"><v>${shared.push(text) - 1}</v></c>`;
  const row = (cells: readonly string[], n: number) => `<row r="${n}">${cells.map(cell).join('')}</row>`;
  const people = Array.from({ length: count }, (_, n) => [
    ...[
      `M${count}-${n}`,
      `Lefèvre-${letters(n)}`,
      'Anne-Françoise, Zoé',
      `p${n}.of${count}@bench-import.example`,
    ],
    ...['Responsable administrative', `+3361234${String(n).padStart(4, '0')}`],
  ]);
  const rows = [HEAD, ...people].map((cells, n) => row(cells, n + 1)).join('');
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="s" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** A company with an MC whose mandate holds. */
async function agentOf(persistence: Persistence, n: number): Promise<Requester> {
  const [tenantId, accountId] = [asTenantId(randomness.id()), randomness.id()];
  const caller = { tenantId, accountId, correlationId: 'bench' };
  await persistence.unitOfWork.run(caller, async (tx) => {
    await tx.registers.claimSiren(siren(n));
    await tx.companies.insert({
      ...{ tenantId, id: tenantId, version: 1, siren: siren(n), name: `Import ${n}`, city: 'Lyon' },
    });
    await tx.accounts.ensure({ id: accountId, email: `${accountId}@bench.example`, displayName: 'MC' });
    await tx.memberships.insert({
      ...{ tenantId, id: randomness.id(), accountId, role: 'CERTIFICATION_AGENT' },
      ...{ invitedAs: null, acceptedAt: tx.now, endedAt: null },
    });
    await tx.mandates.insert({
      ...FIRST_MANDATE,
      ...{ tenantId, id: randomness.id(), version: 1, state: 'ACTIVE', agentAccountId: accountId },
      ...{ representativeAccountId: null, representativeName: 'P', representativeEmail: 'p@bench.example' },
      ...{
        agentName: 'MC',
        agentEmail: 'mc@bench.example',
        representativeSignedAt: tx.now,
        agentSignedAt: tx.now,
      },
      ...{ acts: ['VERIFY', 'ORDER', 'REVOKE'], productCodes: ['INITIO'], establishments: [] },
      ...{ startsOn: dateInParis(tx.now), endsOn: addMonths(dateInParis(tx.now), 12), endedAt: null },
    });
  });
  const signedIn = { strength: 'PASSWORD_AND_TOTP', factorAt: new Date() } as const;
  return { ...signedIn, accountId, tenantId, platformRoles: [], correlationId: 'bench' };
}

/** Drives one list as the console does; the worker's own process does the work. */
class Import {
  constructor(
    private readonly persistence: Persistence,
    private readonly agent: Requester,
  ) {}

  async run(octets: Uint8Array) {
    const { unitOfWork } = this.persistence;
    const start = performance.now();
    const upload = { name: 'bench.xlsx', octets, channel: 'CONSOLE' } as const;
    const { listId } = await new ReceiveStaffList(unitOfWork, new Sha256Hasher(), randomness).execute(
      this.agent,
      upload,
    );
    const read = await this.until(listId, 'AWAITING_MAPPING');
    const { id, version, headers } = read;
    const mapping = proposeMapping(headers, {});
    await new MapStaffList(unitOfWork).execute(this.agent, { id, version, mapping });
    const checked = await this.until(id, 'CHECKED');
    const dryRunMs = performance.now() - start;
    const from = performance.now();
    const { certificates } = checked.checked;
    await new RunStaffList(unitOfWork, DEFAULT_GATE).execute(this.agent, {
      id,
      version: checked.version,
      certificates,
    });
    const done = await this.until(id, 'DONE');
    return { done, dryRunMs, runMs: performance.now() - from };
  }

  private async until(id: string, state: StaffList['state']): Promise<StaffList> {
    const end = performance.now() + PATIENCE_MS;
    const caller = {
      tenantId: this.agent.tenantId ?? asTenantId(''),
      accountId: null,
      correlationId: 'bench',
    };
    for (;;) {
      const list = await this.persistence.unitOfWork.run(caller, (tx) => tx.staffLists.find(id));
      if (list?.state === state) return list;
      if (!list || list.fault || performance.now() > end)
        throw new Error(`the list is ${JSON.stringify(list)}`);
      await pause(20);
    }
  }
}

/** Octets that the process has had at most since it began (Linux). */
const peakRss = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024;

/** The run's own list of processes: a restart has given the worker another number. */
function workerOf({ run }: RunningSystem): number {
  const file = path.join(run.dataDir, 'processes.json');
  const { children } = JSON.parse(readFileSync(file, 'utf8')) as { children: { worker: { pid: number } } };
  return children.worker.pid;
}

/** One list of this many by a worker that has done nothing before. */
async function measure(system: RunningSystem, persistence: Persistence, count: number) {
  await system.kill('worker', 'SIGTERM');
  await system.restart('worker');
  const agent = await agentOf(persistence, count);
  const { done, dryRunMs, runMs } = await new Import(persistence, agent).run(workbook(count));
  if (done.outcome.CREATE !== count) throw new Error(`of ${count}: ${JSON.stringify(done.outcome)}`);
  const again = await new Import(persistence, agent).run(workbook(count));
  if (again.done.outcome.UNCHANGED !== count) throw new Error('the second import has changed something');
  return {
    dryRunPerSecond: (count * 1_000) / dryRunMs,
    runPerSecond: (count * 1_000) / runMs,
    peak: peakRss(workerOf(system)),
  };
}

/** A staff list of ten thousand people who are all new, then the same again, which changes nothing. */
export const importBench: Bench = {
  about:
    'a workbook of 10 000 people through the running worker: read, judged and carried out; and its peak memory against 1 000',
  run: async ({ print }) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-import-'));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !POINTING.test(name)));
    const system = await startSystem({ dataDir, env, ports: ANY_PORT, fast: true });
    const persistence = createPersistence({
      ...{
        appUrl: system.run.databases.app,
        dataKeySecret: 'x'.repeat(64),
        clock: new SystemClock(),
        randomness,
      },
    });
    try {
      const small = await measure(system, persistence, SMALL);
      print(
        `  ${SMALL}: ${Math.round(small.runPerSecond)} lines a second, ${Math.round(small.peak / 2 ** 20)} MiB`,
      );
      const large = await measure(system, persistence, LARGE);
      print(
        `  ${LARGE}: ${Math.round(large.runPerSecond)} lines a second, ${Math.round(large.peak / 2 ** 20)} MiB`,
      );
      const memoryRatio = large.peak / small.peak;
      const isFast = large.dryRunPerSecond >= BARS.dryRun && large.runPerSecond >= BARS.run;
      return {
        ok: isFast && memoryRatio <= BARS.memory,
        dryRunLinesPerSecond: Math.round(large.dryRunPerSecond),
        runLinesPerSecond: Math.round(large.runPerSecond),
        memoryRatio10kTo1k: rounded(memoryRatio),
        peakMiB10k: Math.round(large.peak / 2 ** 20),
        peakMiB1k: Math.round(small.peak / 2 ** 20),
        lines: LARGE,
        measured:
          'dry run: upload, reading of the workbook, mapping and every verdict; run: confirmation to report; memory: VmHWM of the worker’s process over both imports',
      };
    } finally {
      await persistence.close();
      await system.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
