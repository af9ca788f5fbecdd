import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Certificate } from '@mandataire/domain/certificate';
import { NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let [mine, theirs]: TestCompany[] = [];
const scope = (company = mine!) => ({ kind: 'COMPANY', tenantId: company.tenantId }) as const;

interface Person {
  readonly surname: string;
  readonly givenNames: string[];
  readonly email: string;
}
const PEOPLE: readonly Person[] = [
  { surname: 'Lefèvre', givenNames: ['Zoé', 'Marie'], email: 'zoe.lefevre@menuiserie.example' },
  { surname: 'Lefebvre', givenNames: ['Anne-Sophie'], email: 'as.lefebvre@filiale.example' },
  { surname: 'd’Ormesson', givenNames: ['Léa'], email: 'lea@menuiserie.example' },
  { surname: 'de La Tour', givenNames: ['Œdipe'], email: 'tour2@menuiserie.example' },
  { surname: 'Martin', givenNames: ['Martine'], email: 'martine.martin@menuiserie.example' },
];

async function addHolder(company: TestCompany, { email, ...person }: Person): Promise<string> {
  const { tenantId } = company;
  const id = world.randomness.id();
  await world.in(company, async (tx) => {
    await tx.holders.insert({
      ...{ tenantId, id, version: 1, accountId: null, state: 'ACTIVE', phone: null, establishment: null },
      ...{ identityNumber: 1, subjectSerialNumber: randomUUID() },
    });
    await tx.identities.insert({
      ...{ tenantId, id: randomUUID(), holderId: id, number: 1 },
      ...{ ...person, email, jobTitle: 'Comptable' },
    });
  });
  return id;
}

const found = async (search: string, company?: TestCompany) => {
  const { rows } = await world.app.fleet.holders(scope(company), { first: 10, after: null }, { search }, NOW);
  const counted = await world.app.fleet.countHolders(scope(company), { search });
  expect(counted).toBe(rows.length);
  return rows.map(({ row }) => row.identity.surname);
};

const certified = async (search: string, company?: TestCompany) => {
  const filter = { search };
  const { rows } = await world.app.fleet.certificates(
    scope(company),
    { first: 10, after: null },
    filter,
    NOW,
  );
  expect(await world.app.fleet.countCertificates(scope(company), filter, NOW)).toBe(rows.length);
  return rows.map(({ row }) => row.id);
};

beforeAll(async () => {
  world = await World.open();
  mine = await world.company('Menuiserie Dupré');
  theirs = await world.company('Laiterie');
  for (const person of PEOPLE) await addHolder(mine, person);
  await addHolder(theirs, { surname: 'Lefèvre', givenNames: ['Paul'], email: 'paul@laiterie.example' });
});
afterAll(() => world.close());

describe('a search for people', () => {
  it.each([
    ['Zoé Lefèvre', ['Lefèvre']],
    ['Lefevre zoe', ['Lefèvre']],
    ['LEFÈVRE  Zoé Marie', ['Lefèvre']],
    ['lef', ['Lefebvre', 'Lefèvre']],
    ['l', ['d’Ormesson', 'de La Tour', 'Lefebvre', 'Lefèvre']],
    ['z', ['Lefèvre']],
    ['sophie', ['Lefebvre']],
    ['Anne-Sophie', ['Lefebvre']],
    ["d'ormesson", ['d’Ormesson']],
    ['la tour', ['de La Tour']],
    ['oedipe', ['de La Tour']],
    ['martin', ['Martin']],
    ['zoe.lefevre@menuiserie.example', ['Lefèvre']],
    ['as.lefebvre@fil', ['Lefebvre']],
    ['@FILIALE', ['Lefebvre']],
    ['efevre', []],
    ['zoe lefebvre', []],
    ['menuiserie', []],
    ['%', []],
    ['@', []],
    ["'; DROP TABLE holder_term; --", []],
  ])('finds by %s', async (search, surnames) => {
    expect(await found(search)).toEqual(surnames);
  });

  it('shows nobody of another company', async () => {
    expect(await found('lefevre', theirs!)).toEqual(['Lefèvre']);
    expect(await found('paul')).toEqual([]);
    expect(await found('zoe', theirs!)).toEqual([]);
  });

  it('pages through what it finds, each once and in French order', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await world.app.fleet.holders(scope(), { first: 1, after }, { search: 'm' }, NOW);
      seen.push(...page.rows.map(({ row }) => row.identity.surname));
      after = page.hasNextPage ? (page.rows[0]?.cursor ?? null) : null;
    } while (after !== null);
    expect(seen).toEqual(['Lefèvre', 'Martin']);
  });

  it('reads a bounded number of words', async () => {
    const many = Array.from({ length: 5_000 }, () => 'lefevre').join(' ');
    expect(await found(`${many} zoe`)).toEqual(['Lefèvre']);
    const different = Array.from({ length: 5_000 }, (_, i) => `l${i}`).join(' ');
    expect(await found(different)).toEqual([]);
  });

  it('is answered by the index under row-level security: the comparison is leakproof (ADR 0008)', async () => {
    const plan = await world.as('app', async (client) => {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [mine!.tenantId]);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT holder_id FROM holder_term
         WHERE tenant_id = $1 AND term >= search_fold('Lé') AND term < search_fold('Lé') || chr(1114111)`,
        [mine!.tenantId],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Cond: .*tenant_id.*term >= .*term < /);
    expect(plan).not.toMatch(/Filter: .*term/);
  });
});

describe('a search for certificates', () => {
  let certificate: Certificate;
  let holderId: string;

  beforeAll(async () => {
    holderId = await addHolder(mine!, {
      ...{ surname: 'Béal', givenNames: ['Ada'], email: 'ada.beal@menuiserie.example' },
    });
    certificate = await world.certificate(mine!, holderId, { serial: 'adab'.padEnd(32, '7') });
  });

  it('finds by the beginning of the serial, as it is written or in pairs', async () => {
    for (const search of ['adab77', 'ADAB', 'AD:AB:77', 'ad ab 77 77', 'adab'.padEnd(32, '7')]) {
      expect(await certified(search)).toEqual([certificate.id]);
    }
    expect(await certified('adab78')).toEqual([]);
    expect(await certified('adab77', theirs!)).toEqual([]);
  });

  it('finds by the holder’s name and e-mail, within a state', async () => {
    for (const search of ['beal', 'Ada Béal', 'ada.beal@menuiserie']) {
      expect(await certified(search)).toEqual([certificate.id]);
    }
    const revoked = { search: 'beal', states: ['REVOKED' as const] };
    expect(await world.app.fleet.countCertificates(scope(), revoked, NOW)).toBe(0);
  });

  it('still finds them by a former name, when the person is found by the new one alone (D16)', async () => {
    await world.in(mine!, async (tx) => {
      const holder = await tx.holders.find(holderId);
      await tx.identities.insert({
        ...{ tenantId: mine!.tenantId, id: randomUUID(), holderId, number: 2, surname: 'Roche' },
        ...{ givenNames: ['Ada'], email: 'ada.roche@menuiserie.example', jobTitle: 'Comptable' },
      });
      await tx.holders.save({ ...holder!, identityNumber: 2 });
    });
    expect(await found('beal')).toEqual([]);
    expect(await found('roche')).toEqual(['Roche']);
    expect(await found('ada')).toEqual(['Roche']);
    expect(await certified('beal')).toEqual([certificate.id]);
    expect(await certified('roche')).toEqual([certificate.id]);
  });
});

describe('a search for companies', () => {
  it('finds by a part of the name and by the SIREN as people write it', async () => {
    const names = async (search: string) =>
      (
        await world.app.fleet.companies(
          { kind: 'SALES', accountId: randomUUID(), now: NOW },
          { first: 10, after: null },
          search,
        )
      ).rows.map(({ row }) => row.name);
    const { siren } = mine!;
    expect(await names(siren)).toEqual(['Menuiserie Dupré']);
    expect(await names(siren.replace(/(...)(...)/, '$1 $2 '))).toEqual(['Menuiserie Dupré']);
    expect(await names('dupre')).toEqual(['Menuiserie Dupré']);
    expect(await names(`${siren}0`)).toEqual([]);
  });
});
