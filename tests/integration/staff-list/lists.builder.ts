import {
  AdvanceStaffList,
  MapStaffList,
  ReceiveStaffList,
  RunStaffList,
} from '@mandataire/application/staff-list';
import { fileTableReader } from '@mandataire/adapters/staff-table';
import { Sha256Hasher } from '@mandataire/adapters/clock';
import { DEFAULT_GATE, proposeMapping, type BatchGate, type StaffList } from '@mandataire/domain/staff-list';
import type { TestCompany, World } from '../persistence/world.builder.js';

export const HEAD = 'Matricule;Nom;Prénom;E-mail;Fonction;Téléphone';

/** Lines of people who are all somebody else. */
/** A name of its own for each: digits are no letters of a name. */
const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

export const people = (count: number, domain = 'staff.example'): string[] =>
  Array.from(
    { length: count },
    (_, n) =>
      `M${n};Nom${letters(n)};Zoé, Anne;p${n}@${domain};Comptable;06 12 34 56 ${String(n % 100).padStart(2, '0')}`,
  );

/** One company's lists, driven by the use cases as console and worker drive them. */
export class Lists {
  constructor(
    private readonly world: World,
    readonly company: TestCompany,
    private readonly gate: BatchGate = DEFAULT_GATE,
  ) {}

  readonly advance = () =>
    new AdvanceStaffList(this.world.worker.unitOfWork, fileTableReader, this.world.randomness);

  /** As the worker does, until nothing is left to do at once. */
  async work(id: string): Promise<StaffList> {
    const caller = { tenantId: this.company.tenantId, accountId: null, correlationId: 'test' };
    const advance = this.advance();
    while (await advance.execute(caller, id));
    return this.find(id);
  }

  async find(id: string): Promise<StaffList> {
    const list = await this.world.in(this.company, (tx) => tx.staffLists.find(id));
    if (!list) throw new Error('no such list');
    return list;
  }

  async upload(lines: readonly string[], head = HEAD): Promise<StaffList> {
    const octets = Buffer.from([head, ...lines].join('\n'));
    const receive = new ReceiveStaffList(
      this.world.app.unitOfWork,
      new Sha256Hasher(),
      this.world.randomness,
    );
    const upload = { name: 'staff.csv', octets, channel: 'CONSOLE' } as const;
    const { listId } = await receive.execute(this.company.agent, upload);
    return this.work(listId);
  }

  async check(lines: readonly string[]): Promise<StaffList> {
    return this.work((await this.mapped(lines)).id);
  }

  /** Uploaded and mapped, the dry run not begun. */
  async mapped(lines: readonly string[]): Promise<StaffList> {
    const { id, version, headers } = await this.upload(lines);
    const mapping = proposeMapping(headers, {});
    return new MapStaffList(this.world.app.unitOfWork).execute(this.company.agent, { id, version, mapping });
  }

  start({ id, version, checked }: StaffList): Promise<StaffList> {
    const { certificates } = checked;
    return new RunStaffList(this.world.app.unitOfWork, this.gate).execute(this.company.agent, {
      ...{ id, version, certificates },
    });
  }

  async import(lines: readonly string[]): Promise<StaffList> {
    const { id } = await this.start(await this.check(lines));
    return this.work(id);
  }

  /** As the owner, who is bound by row-level security too. */
  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    await this.world.owner.query(`SELECT set_config('app.tenant_id', $1, false)`, [this.company.tenantId]);
    return (await this.world.owner.query<Row>(sql, [...values])).rows;
  }

  /** Verdict, reason and outcome of each line. */
  async lines(id: string) {
    return this.rows<{ position: number; verdict: string; reason: string | null; outcome: string | null }>(
      `SELECT position, verdict, fault ->> 'reason' AS reason, outcome FROM staff_list_line WHERE list_id = $1 ORDER BY position`,
      [id],
    );
  }

  async count(sql: string): Promise<number> {
    const [row] = await this.rows<{ count: number }>(`SELECT count(*)::integer AS count FROM ${sql}`, [
      this.company.tenantId,
    ]);
    return row?.count ?? 0;
  }

  /** Everything of the company that an import could touch. */
  async state() {
    const rows = await this.rows<Record<string, unknown>>(
      `SELECT (SELECT jsonb_agg(h ORDER BY h.id) FROM holder h WHERE h.tenant_id = $1) AS holders,
         (SELECT count(*) FROM holder_identity WHERE tenant_id = $1) AS identities,
         (SELECT count(*) FROM membership WHERE tenant_id = $1) AS memberships,
         (SELECT count(*) FROM journal_entry WHERE tenant_id = $1 AND object_type <> 'StaffList') AS journal`,
      [this.company.tenantId],
    );
    return rows[0];
  }
}
