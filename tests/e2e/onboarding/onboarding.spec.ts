import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger, type ApiClient } from '../support/api.js';
import { inMonths, Newcomer, siretOf, today } from '../support/chain.js';

const PIPELINE = `query($search: String, $mine: Boolean) { pipeline(search: $search, mine: $mine) { cap columns { step count
  entries { since actor ownerName nextAction company { id siren } } } } }`;
const FILE = `query($id: ID!) { companyFile(id: $id) { id siren vatNumber step registration { version source legalForm }
  establishments { siret name closed version } followUp { version ownerName nextAction }
  checklist { complete administration items { paper refusal goodThrough from } } } }`;
const REGISTER = `mutation($input: RecordRegistrationInput!) { recordRegistration(input: $input) { registration { version source }
  checklist { administration items { paper refusal goodThrough } } } }`;
const ESTABLISH = `mutation($input: RecordEstablishmentInput!) { recordEstablishment(input: $input) { establishments { siret closed version } } }`;
const PAPER = `mutation($input: RecordCompanyPaperInput!) { recordCompanyPaper(input: $input) {
  checklist { items { paper refusal goodThrough } } } }`;
const FOLLOW = `mutation($input: FollowCompanyInput!) { followCompany(input: $input) { followUp { version ownerName nextAction } } }`;
const PORTFOLIO = `{ portfolio { csv quarters { quarter } funnel { step reached waiting dropped } lines { companyId name step
  ownerName activeCertificates mandatesEnding inactiveAgents expiries { renewable newOrder } } } }`;

interface Column {
  readonly step: string;
  readonly count: number;
  readonly entries: readonly { readonly company: { readonly id: string } }[];
}
interface Item {
  readonly paper: string;
  readonly refusal: string | null;
}

let run: Run;
let sales: ApiClient;
let newcomer: Newcomer;
beforeAll(async () => {
  run = runningSystem();
  sales = await signedIn(run, 'SALES');
  newcomer = await Newcomer.open(run);
});

const registration = (change: object = {}) => ({
  ...{ companyId: newcomer.companyId, version: null, legalForm: '5710', vatNumber: null },
  ...{ address: '4 quai Vautrin', postalCode: '57000', city: 'Metz' },
  proof: { type: 'KBIS', reference: 'Kbis 2026-42', issuedOn: today() },
  ...change,
});
const refusals = (items: readonly Item[]) =>
  Object.fromEntries(items.flatMap(({ paper, refusal }) => (refusal ? [[paper, refusal]] : [])));

async function stepOf(): Promise<string | undefined> {
  const { pipeline } = await sales.read<{ pipeline: { columns: Column[] } }>(PIPELINE, {
    search: newcomer.siren,
  });
  return pipeline.columns.find(({ entries }) =>
    entries.some(({ company }) => company.id === newcomer.companyId),
  )?.step;
}

describe('a company from prospect to review', () => {
  it('takes each step of the pipeline, while its checklist says before submission what would be refused', async () => {
    expect(await stepOf()).toBe('PROSPECT');
    const file = await sales.read<{ companyFile: { vatNumber: string; checklist: { items: Item[] } } }>(
      FILE,
      {
        id: newcomer.companyId,
      },
    );
    expect(file.companyFile.vatNumber).toMatch(new RegExp(`^FR\\d\\d${newcomer.siren}$`));
    expect(Object.keys(refusals(file.companyFile.checklist.items))).toHaveLength(5);

    const { recordRegistration } = await sales.read<{ recordRegistration: { checklist: { items: Item[] } } }>(
      REGISTER,
      {
        input: registration(),
      },
    );
    expect(recordRegistration.checklist.items[0]).toMatchObject({
      ...{ paper: 'COMPANY_PROOF', refusal: null, goodThrough: inMonths(3) },
    });
    const token = await newcomer.invite();
    expect(await stepOf()).toBe('INVITED');
    const hash = await newcomer.nameAgent(token);
    expect(await stepOf()).toBe('IDENTIFIED');
    await newcomer.sign(token, hash);
    expect(await stepOf()).toBe('SIGNED');
    const paper = { companyId: newcomer.companyId, type: 'CNI', reference: null, issuedOn: null };
    const seen = await sales.read<{ recordCompanyPaper: { checklist: { items: Item[] } } }>(PAPER, {
      input: { ...paper, kind: 'REPRESENTATIVE_ID', expiresOn: inMonths(24) },
    });
    expect(refusals(seen.recordCompanyPaper.checklist.items)).toEqual({
      AGENT_COMMITMENTS: 'NOT_SIGNED',
      AGENT_ID: 'PAPER_MISSING',
    });
  });

  it('is corrected and followed with the version that was seen, and refused otherwise', async () => {
    const establishment = {
      ...{ companyId: newcomer.companyId, version: null, siret: siretOf(newcomer.siren), name: 'Siège' },
      ...{ address: '4 quai Vautrin', postalCode: '57000', city: 'Metz', headOffice: true, closed: false },
    };
    await sales.read(ESTABLISH, { input: establishment });
    expect(await sales.refusal(ESTABLISH, { input: establishment })).toMatchObject({ code: 'CONFLICT' });
    expect(
      await sales.refusal(ESTABLISH, { input: { ...establishment, siret: '73282932000074' } }),
    ).toMatchObject({
      fields: { siret: 'SIRET_OF_ANOTHER_COMPANY' },
    });
    const { salesPeople, viewer } = await sales.read<{
      salesPeople: { id: string }[];
      viewer: { id: string };
    }>('{ salesPeople { id displayName } viewer { id } }');
    expect(salesPeople.map(({ id }) => id)).toContain(viewer.id);
    const follow = {
      companyId: newcomer.companyId,
      version: null,
      nextAction: 'Rappeler',
      nextActionOn: today(),
    };
    await sales.read(FOLLOW, { input: { ...follow, ownerId: viewer.id } });
    expect(await sales.refusal(FOLLOW, { input: { ...follow, ownerId: viewer.id } })).toMatchObject({
      code: 'CONFLICT',
    });
    const { pipeline } = await sales.read<{ pipeline: { columns: Column[] } }>(PIPELINE, {
      mine: true,
      search: newcomer.siren,
    });
    expect(pipeline.columns.flatMap(({ entries }) => entries)).toMatchObject([
      { nextAction: 'Rappeler', actor: 'AGENT' },
    ]);
  });

  it('is refused with a VAT number of another company, a false proof, and a register that nobody has configured', async () => {
    expect(
      await sales.refusal(REGISTER, { input: registration({ version: 1, vatNumber: 'FR44732829320' }) }),
    ).toMatchObject({ fields: { vatNumber: 'VAT_OF_ANOTHER_COMPANY' } });
    expect(
      await sales.refusal(REGISTER, { input: registration({ version: 1, legalForm: '7210' }) }),
    ).toMatchObject({ fields: { type: 'PAPER_TYPE' } });
    expect(
      await sales.refusal(
        'mutation($input: RefreshCompanyInput!) { refreshRegistration(input: $input) { leftOut } }',
        {
          input: { companyId: newcomer.companyId },
        },
      ),
    ).toMatchObject({ code: 'RULE_REFUSED', reason: 'REGISTRY_NOT_CONFIGURED' });
  });
});

describe('sales and personal data (I-1)', () => {
  it('gets the portfolio in counts: no name, no address of anybody in the companies', async () => {
    const { portfolio } = await sales.read<{
      portfolio: { csv: string; lines: object[]; quarters: object[]; funnel: object[] };
    }>(PORTFOLIO);
    expect(portfolio.quarters).toHaveLength(8);
    expect(portfolio.funnel).toHaveLength(6);
    expect(portfolio.csv).toMatch(/^\uFEFFSIREN;Raison sociale;/);
    expect(portfolio.lines.length).toBeGreaterThan(1);
    const agent = await signedIn(run, 'CERTIFICATION_AGENT');
    const { holders, members } = await agent.read<{
      holders: { edges: { node: { surname: string; email: string } }[] };
      members: { displayName: string; email: string }[];
    }>('{ holders(first: 100) { edges { node { surname email } } } members { displayName email } }');
    const told = JSON.stringify(portfolio);
    for (const { email } of [...holders.edges.map(({ node }) => node), ...members])
      expect(told).not.toContain(email);
    for (const { displayName } of members) expect(told).not.toContain(displayName);
    expect(told).not.toMatch(/@/);
  });

  it.each([
    'holders { edges { node { id surname } } }',
    'certificates { edges { node { id } } }',
    'orders { edges { node { id } } }',
    'members { id email }',
    'journal { edges { node { id } } }',
    'fleet { holders }',
    'portfolio { lines { companyId holderName } }',
    'companyFile(id: "1") { holders { surname } }',
    'portfolio { lines { agentEmail } }',
  ])('asks in vain for { %s }', async (field) => {
    const { data, errors } = await sales.ask(`{ ${field} }`);
    expect(data ?? null).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });

  it('keeps pipeline, portfolio and other people’s companies from everybody else', async () => {
    const asked = { id: newcomer.companyId };
    for (const role of ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(PIPELINE)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await client.refusal(PORTFOLIO)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await client.refusal(FILE, asked)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await client.refusal(REGISTER, { input: registration({ version: 1 }) })).toMatchObject({
        code: 'FORBIDDEN',
      });
      const { viewer } = await client.read<{ viewer: { activeCompany: { id: string } } }>(
        '{ viewer { activeCompany { id } } }',
      );
      const { companyFile } = await client.read<{ companyFile: { step: string; followUp: unknown } }>(FILE, {
        id: viewer.activeCompany.id,
      });
      expect(companyFile).toMatchObject({ step: 'ACTIVE', followUp: null });
    }
    for (const role of ['HR_READER', 'HOLDER', 'REGISTRATION_OFFICER', 'AUDITOR', 'ADMINISTRATOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(PORTFOLIO)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await client.refusal(FILE, asked)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await stranger(run).refusal(PORTFOLIO)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
