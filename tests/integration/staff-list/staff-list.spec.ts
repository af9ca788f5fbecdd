import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddHolder } from '@mandataire/application/holder';
import { CarryIdentityChange } from '@mandataire/application/identity-change';
import {
  CancelStaffList,
  ForgetStaffList,
  MapStaffList,
  runListInMass,
} from '@mandataire/application/staff-list';
import { DEFAULT_GATE } from '@mandataire/domain/staff-list';
import { World, type TestCompany } from '../persistence/world.builder.js';
import { HEAD, Lists, people } from './lists.builder.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const OPEN_GATE = { certificates: 1_000, share: 1 };
const listsOf = async (name: string, gate = OPEN_GATE) => new Lists(world, await world.company(name), gate);

/** A holder with so many live certificates. */
async function certified({ company }: Lists, certificates: number): Promise<string> {
  const holderId = await world.holder(company, { surname: 'Lefèvre', givenNames: ['Hélène'] });
  for (let n = 0; n < certificates; n += 1) await world.certificate(company, holderId);
  return holderId;
}
/** His line, with another surname. */
const changed = (holderId: string) => `M1;Martin;Hélène;holder.${holderId}@company.example;Comptable;`;

describe('a staff list', () => {
  it('makes holders with identity, account, invitation, key and journal, and repeated changes nothing (V10, I-27)', async () => {
    const lists = await listsOf('Fonderie');
    const before = await lists.state();
    const checked = await lists.check(people(3));
    expect(checked).toMatchObject({
      state: 'CHECKED',
      checked: { CREATE: 3, REFUSED: 0 },
      encoding: 'UTF-8',
    });
    expect(await lists.state()).toEqual(before);
    const done = await lists.work((await lists.start(checked)).id);
    expect(done).toMatchObject({ state: 'DONE', outcome: { CREATE: 3 }, done: 3, lines: 3 });
    expect(
      await lists.count(`membership WHERE tenant_id = $1 AND role = 'HOLDER' AND accepted_at IS NULL`),
    ).toBe(3);
    expect(await lists.count(`holder_term WHERE tenant_id = $1 AND term = 'nomb'`)).toBe(1);
    expect(await lists.count(`journal_entry WHERE tenant_id = $1 AND name = 'holder.added'`)).toBe(3);
    expect(await lists.count(`holder_employee_key WHERE tenant_id = $1`)).toBe(3);
    const after = await lists.state();
    const again = await lists.import(people(3).map((line) => line.toUpperCase()));
    expect(again).toMatchObject({ state: 'DONE', outcome: { UNCHANGED: 3, CREATE: 0, UPDATE: 0 } });
    expect(await lists.state()).toEqual(after);
  });

  it('finds its columns again wherever they stand, by what the company confirmed', async () => {
    const lists = await listsOf('Tréfilerie');
    const { id, version } = await lists.upload(
      ['a@b.example;x;y;z'],
      'Contact;Colonne A;Colonne B;Colonne C',
    );
    const mapping = { email: 0, surname: 1, givenNames: 2, jobTitle: 3 };
    const { company } = lists;
    await new MapStaffList(world.app.unitOfWork).execute(company.agent, { id, version, mapping });
    const scope = { kind: 'COMPANY', tenantId: company.tenantId } as const;
    expect(await world.app.staffLists.remembered(scope)).toEqual({
      ...{ contact: 'email', 'colonne a': 'surname', 'colonne b': 'givenNames', 'colonne c': 'jobTitle' },
    });
  });

  it('refuses a second line about one person, also a batch later', async () => {
    const lists = await listsOf('Verrerie');
    const list = [
      ...people(600),
      'X1;Autre;Zoé;P3@staff.example;Chef;',
      'M7;Autre;Zoé;x@staff.example;Chef;',
    ];
    const checked = await lists.check(list.map((line) => line.replace('@staff', '@verrerie')));
    expect(checked.checked).toMatchObject({ CREATE: 600, REFUSED: 2 });
    expect((await lists.lines(checked.id)).slice(-2)).toMatchObject([
      { position: 602, verdict: 'REFUSED', reason: 'DUPLICATE_LINE' },
      { position: 603, verdict: 'REFUSED', reason: 'DUPLICATE_LINE' },
    ]);
  });

  it('refuses the address of somebody who is in another company, and does not say whose it is', async () => {
    const [one, other] = [await listsOf('Scierie'), await listsOf('Papeterie')];
    await one.import(['M1;Nom;Zoé;shared@scierie.example;Chef;']);
    const checked = await other.check(['M1;Nom;Zoé;shared@scierie.example;Chef;']);
    expect(await other.lines(checked.id)).toMatchObject([
      { verdict: 'REFUSED', reason: 'EMAIL_NOT_AVAILABLE' },
    ]);
    const fault = await other.rows('SELECT fault FROM staff_list_line WHERE list_id = $1', [checked.id]);
    expect(fault).toEqual([{ fault: { field: 'email', reason: 'EMAIL_NOT_AVAILABLE' } }]);
  });

  it('knows a person by the employer’s key, and keeps homonyms apart (F38, I-22)', async () => {
    const lists = await listsOf('Imprimerie');
    await lists.import(['M1;Lefèvre;Zoé;zoe@imprimerie.example;Chef;']);
    const list = [
      'M1;Lefèvre;Zoé;zoe.l@imprimerie.example;Chef;',
      'M2;Lefèvre;Zoé;zoe2@imprimerie.example;Chef;',
    ];
    const done = await lists.import(list);
    expect(done.outcome).toMatchObject({ UPDATE: 1, CREATE: 1 });
    expect(await lists.count('holder WHERE tenant_id = $1')).toBe(2);
    expect(await lists.count('holder WHERE tenant_id = $1 AND identity_number = 2')).toBe(1);
    // Neither certificates nor orders: the change is done with its row.
    expect(await lists.count(`identity_change WHERE tenant_id = $1 AND state = 'DONE'`)).toBe(1);
  });

  it('says which certificates a change revokes, and the saga revokes and replaces them (R23, I-15, D16)', async () => {
    const lists = await listsOf('Menuiserie');
    const holderId = await certified(lists, 2);
    const checked = await lists.check([changed(holderId)]);
    expect(checked.checked).toMatchObject({ REVOKE: 1, certificates: 2 });
    const done = await lists.work((await lists.start(checked)).id);
    expect(done.outcome).toMatchObject({ REVOKE: 1, certificates: 2 });
    const rows = await lists.rows<{ id: string; state: string }>(
      'SELECT id, state FROM identity_change WHERE holder_id = $1',
      [holderId],
    );
    expect(rows).toMatchObject([{ state: 'APPLYING' }]);
    expect(await lists.count(`outbox WHERE tenant_id = $1 AND name = 'identity-change.confirmed'`)).toBe(1);
    const saga = new CarryIdentityChange(world.worker.unitOfWork, world.worker.catalogue, world.randomness);
    const { company } = lists;
    const caller = { tenantId: company.tenantId, accountId: null, correlationId: 'saga' };
    await saga.carry(caller, rows[0]?.id ?? '');
    expect(await lists.count(`revocation_request WHERE tenant_id = $1 AND reason = 'DATA_CHANGED'`)).toBe(2);
    expect(await lists.count(`certificate_order WHERE tenant_id = $1 AND kind = 'REPLACEMENT'`)).toBe(2);
  });

  it('does not revoke a certificate that was not shown (I-15)', async () => {
    const lists = await listsOf('Laverie');
    const holderId = await certified(lists, 1);
    const checked = await lists.check([changed(holderId)]);
    await world.certificate(lists.company, holderId);
    const done = await lists.work((await lists.start(checked)).id);
    expect(done.outcome).toMatchObject({ REVOKE: 0, REFUSED: 1 });
    expect(await lists.lines(done.id)).toMatchObject([{ outcome: 'REFUSED', reason: 'CHANGED_SINCE_CHECK' }]);
    expect(await lists.count('identity_change WHERE tenant_id = $1')).toBe(0);
  });

  it('above the gate stops before its first line, and goes on with a second person alone (D15)', async () => {
    const lists = await listsOf('Tannerie', DEFAULT_GATE);
    const checked = await lists.check([changed(await certified(lists, 1))]);
    await expect(lists.start(checked)).rejects.toMatchObject({
      extensions: { reason: 'SECOND_PERSON_FOR_LIST' },
    });
    expect(await lists.find(checked.id)).toMatchObject({ state: 'CHECKED' });
    const executor = runListInMass(DEFAULT_GATE);
    const { company } = lists;
    const input = {
      act: 'REVOKE_IN_MASS',
      objectId: checked.id,
      version: checked.version,
      reason: 'x',
    } as const;
    await world.in(company, (tx) => executor.check(tx, company.agent, input));
    const request = { objectId: checked.id, objectVersion: checked.version, requestedBy: company.agentId };
    await world.in(company, (tx) => executor.carryOut(tx, request as never));
    expect(await lists.work(checked.id)).toMatchObject({ state: 'DONE', outcome: { REVOKE: 1 } });
  });

  it('stops at the end of the mandate under which it runs: nothing happens after it (I-2, D12)', async () => {
    const lists = await listsOf('Brasserie');
    const checked = await lists.check(people(3, 'brasserie.example'));
    const { id } = await lists.start(checked);
    await lists.rows(`UPDATE mandate SET state = 'REVOKED', ended_at = $2 WHERE tenant_id = $1`, [
      lists.company.tenantId,
      world.clock.now(),
    ]);
    expect(await lists.work(id)).toMatchObject({ state: 'STOPPED', outcome: { CREATE: 0 } });
    expect(await lists.count('holder WHERE tenant_id = $1')).toBe(0);
  });

  it('refuses the one line that cannot be done, and does the others', async () => {
    const lists = await listsOf('Filature');
    const checked = await lists.check(people(40, 'filature.example'));
    const { id } = await lists.start(checked);
    // Somebody adds the eleventh by hand, with another key, between dry run and run.
    await new AddHolder(world.app.unitOfWork, world.randomness).execute(lists.company.agent, {
      ...{ surname: 'Autre', givenNames: ['Nadia'], email: 'p10@filature.example', jobTitle: 'Chef' },
      ...{ idempotencyKey: 'x', phone: null, establishment: null },
    });
    const done = await lists.work(id);
    expect(done.outcome).toMatchObject({ CREATE: 39, REFUSED: 1 });
    expect((await lists.lines(id)).find(({ position }) => position === 12)).toMatchObject({
      ...{ outcome: 'REFUSED', reason: 'ANOTHER_PERSON' },
    });
  });

  it('is cancelled in the middle: what is done stays, what is not does not happen', async () => {
    const lists = await listsOf('Draperie');
    const checked = await lists.check(people(1_200, 'draperie.example'));
    const { id } = await lists.start(checked);
    const { company } = lists;
    const caller = { tenantId: company.tenantId, accountId: null, correlationId: 'test' };
    expect(await lists.advance().execute(caller, id)).toBe(true);
    await new CancelStaffList(world.app.unitOfWork).execute(company.agent, { id });
    expect(await lists.work(id)).toMatchObject({ state: 'CANCELLED', done: 500, outcome: { CREATE: 500 } });
    expect(await lists.count('holder WHERE tenant_id = $1')).toBe(500);
  }, 60_000);

  it('goes on where a killed worker stopped, and does no line twice (kill -9)', async () => {
    const lists = await listsOf('Cimenterie');
    const checked = await lists.check(people(3_000, 'cimenterie.example'));
    const { id } = await lists.start(checked);
    const script = path.join(import.meta.dirname, 'advance-for-ever.mjs');
    const child = spawn(process.execPath, [script, world.database.urls.worker, lists.company.tenantId, id], {
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    while ((await lists.find(id)).done === 0 && child.exitCode === null) await pause(20);
    child.kill('SIGKILL');
    await gone;
    const killed = await lists.find(id);
    expect(killed.state).toBe('RUNNING');
    expect(killed.done).toBeGreaterThan(0);
    expect(await lists.count('holder WHERE tenant_id = $1')).toBe(killed.done);
    const done = await lists.work(id);
    expect(done).toMatchObject({ state: 'DONE', done: 3_000, outcome: { CREATE: 3_000, REFUSED: 0 } });
    expect(await lists.count('holder WHERE tenant_id = $1')).toBe(3_000);
    expect(await lists.count(`journal_entry WHERE tenant_id = $1 AND name = 'holder.added'`)).toBe(3_000);
  }, 120_000);

  it('is not readable: the reason stays, its octets and lines do not', async () => {
    const lists = await listsOf('Poterie');
    const list = await lists.upload(['é'], '\u0000');
    expect(list).toMatchObject({ state: 'UNREADABLE', fault: { reason: 'BINARY_CONTENT' } });
    expect(await lists.count('staff_list_file WHERE tenant_id = $1')).toBe(0);
  });

  it('of more than ten thousand lines is refused, never cut', async () => {
    const lists = await listsOf('Minoterie');
    const list = await lists.upload(people(10_001));
    expect(list).toMatchObject({ state: 'UNREADABLE', fault: { reason: 'TOO_MANY_LINES' } });
    expect(await lists.count('staff_list_line WHERE tenant_id = $1')).toBe(0);
  }, 60_000);

  it('loses its lines after a time, its counts never (L4)', async () => {
    const lists = await listsOf('Corderie');
    const { id } = await lists.check(people(2, 'corderie.example'));
    const caller = { tenantId: lists.company.tenantId, accountId: null, correlationId: 'sweep' };
    await new ForgetStaffList(world.worker.unitOfWork).execute(caller, id);
    expect(await lists.find(id)).toMatchObject({ state: 'CANCELLED', checked: { CREATE: 2 } });
    expect(await lists.lines(id)).toEqual([]);
    expect((await lists.find(id)).forgottenAt).not.toBeNull();
  });

  it('is only its company’s: another one finds neither list nor lines (I-1)', async () => {
    const lists = await listsOf('Cidrerie');
    const { id } = await lists.upload([`M1;x;y;z@cidrerie.example;t;`], HEAD);
    const stranger: TestCompany = await world.company('Étrangère');
    expect(await world.in(stranger, (tx) => tx.staffLists.find(id))).toBeUndefined();
    expect(await world.in(stranger, (tx) => tx.staffLists.lines(id, 0, 10))).toEqual([]);
    const scope = { kind: 'COMPANY', tenantId: stranger.tenantId } as const;
    expect(await world.app.staffLists.byId(scope, id)).toBeUndefined();
  });
});
