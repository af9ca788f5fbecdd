import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger, type ApiClient } from '../support/api.js';
import { addHolder } from '../support/chain.js';
import { everyIdArgument, type IdArgument, type OwnIds } from './operations.js';

const OURS = 'Menuiserie Dupré & Fils';
const THEIRS = 'Laiterie du Vercors';
const COMPANY_ROLES = ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'HR_READER', 'HOLDER'];
const PLATFORM_ROLES = ['SALES', 'REGISTRATION_OFFICER', 'AUDITOR', 'ADMINISTRATOR'];

/** What platform staff reach over companies on purpose: each with its reason, everything else is closed to them too. */
const PLATFORM_REACH: Readonly<Record<string, readonly string[]>> = {
  // The pipeline: companies and mandates before they are active, what is entered of them, who follows them (R31).
  SALES: [
    ...['mandate', 'inviteRepresentative', 'cancelMandate', 'companyFile', 'recordRegistration'],
    ...['refreshRegistration', 'recordEstablishment', 'recordCompanyPaper', 'followCompany'],
    'preparePaperMandate',
  ],
  // The way into a file, journaled and seen by the company; everything in it stays shut before (F24, D6).
  REGISTRATION_OFFICER: ['openAccess'],
  // The journal over all companies (I-27), and the way into one of them.
  AUDITOR: ['journal', 'openAccess'],
  ADMINISTRATOR: [],
};

const IDS = `{ viewer { id activeCompany { id } } mandates(first: 1) { edges { node { id } } }
  holders(first: 50) { edges { node { id openIdentityChange { id } } } } orders(first: 1) { edges { node { id } } }
  certificates(first: 100) { edges { node { id revocation { id } } } } members { id } sessions { id } }`;

interface Edges<T = object> {
  readonly edges: readonly { readonly node: T & { readonly id: string } }[];
}
interface Ids {
  readonly viewer: { readonly id: string; readonly activeCompany: { readonly id: string } };
  readonly mandates: Edges;
  readonly holders: Edges<{ openIdentityChange: { id: string } | null }>;
  readonly orders: Edges;
  readonly certificates: Edges<{ revocation: { id: string } | null }>;
  readonly members: readonly { readonly id: string }[];
  readonly sessions: readonly { readonly id: string }[];
}

/** One object of each kind that a company has. */
async function objectsOf(agent: ApiClient): Promise<Record<string, string>> {
  const { viewer, mandates, holders, orders, certificates, members, sessions } = await agent.read<Ids>(IDS);
  const found = {
    holder: holders.edges[0]?.node.id,
    order: orders.edges[0]?.node.id,
    certificate: certificates.edges[0]?.node.id,
    mandate: mandates.edges[0]?.node.id,
    revocation: certificates.edges.map(({ node }) => node.revocation?.id).find(Boolean),
    company: viewer.activeCompany.id,
    account: viewer.id,
    membership: members[0]?.id,
    session: sessions[0]?.id,
  };
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined)) as Record<
    string,
    string
  >;
}

/** A verification on its way, of somebody new: nobody else plans it. */
async function openVerification(agent: ApiClient): Promise<string> {
  const input = { idempotencyKey: randomUUID(), holderId: (await addHolder(agent)).id };
  const { requestVerification } = await agent.read<{ requestVerification: { meetings: { id: string }[] } }>(
    'mutation($input: RequestVerificationInput!) { requestVerification(input: $input) { meetings { id } } }',
    { input },
  );
  return requestVerification.meetings[0]?.id ?? '';
}

/** Other tests have the officer open files: whoever has left one is outside again. */
async function leaveFiles(officer: ApiClient): Promise<void> {
  const leave = 'mutation($input: EndAccessInput!) { endAccess(input: $input) { endedAt } }';
  for (const objectId of Object.values(theirs)) await officer.ask(leave, { input: { objectId } });
}

/** UUID v7 of no object. */
const nowhere = (): string => randomUUID().replace(/^(.{14})./, '$17');

/** Asks again once there is room: browsers of other tests share this address and its limits. */
async function asked(client: ApiClient, argument: IdArgument, id: string, own: OwnIds) {
  for (;;) {
    const answer = await client.ask(argument.document, argument.variables(id, own));
    if (answer.status !== 429) return answer;
    await pause(1_000);
  }
}

/** Everything that comes back but what names this very request. */
async function body(client: ApiClient, argument: IdArgument, id: string, own: OwnIds) {
  const { status, data, errors } = await asked(client, argument, id, own);
  const told = errors.map(({ message, extensions }) => ({
    message,
    ...extensions,
    correlationId: undefined,
  }));
  return { status, data, told };
}

let run: Run;
let theirs: Record<string, string>;
let ours: OwnIds;
let askers: readonly (readonly [role: string, client: ApiClient])[];
let tried = 0;
let leaks = 0;

beforeAll(async () => {
  run = runningSystem();
  theirs = await objectsOf(await signedIn(run, 'CERTIFICATION_AGENT', THEIRS));
  const agent = await signedIn(run, 'CERTIFICATION_AGENT', OURS);
  const mine = await objectsOf(agent);
  ours = {
    ...Object.fromEntries(Object.entries(mine).map(([kind, id]) => [`${kind}Id`, id])),
    confirmedCertificateIds: mine['certificate'] ?? '',
    verificationId: await openVerification(agent),
    // None of one's own stands open in the seeded company: their features' own tests try foreign ones beside real ones.
    evidenceId: nowhere(),
    agentDepartureId: nowhere(),
  };
  askers = [
    ...(await Promise.all(
      COMPANY_ROLES.map(async (role) => [role, await signedIn(run, role, OURS)] as const),
    )),
    ...(await Promise.all(PLATFORM_ROLES.map(async (role) => [role, await signedIn(run, role)] as const))),
    ['nobody', stranger(run)],
  ];
  await leaveFiles(await signedIn(run, 'REGISTRATION_OFFICER'));
});

const walked = everyIdArgument();
const CLOSED = ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'];

/** Lists that must equal what was shown of one's own object: any other list is refused as a list. */
const MATCHED: Readonly<Record<string, readonly string[]>> = {
  'input.confirmedCertificateIds': ['RULE_REFUSED', 'CONFLICT'],
  // One's own mandate in force awaits no sheet: that is told before any scan is looked for; its feature's own test tries one.
  'input.scanFileId': ['CONFLICT', 'RULE_REFUSED'],
  // Whoever is no MC of the company: an account of another company is none either.
  'input.verifierAccountId': ['INVALID_INPUT'],
};

/** Whether the request reached the object and found it shut: otherwise the walk would prove nothing. */
function reached({ filters, path }: IdArgument, told: readonly { readonly code?: unknown }[]) {
  const codes = told.map(({ code }) => String(code ?? ''));
  if (filters && codes.length === 0) return { codes, closed: true };
  const right = [...CLOSED, ...(MATCHED[path] ?? [])];
  return { codes, closed: codes.length === 1 && right.includes(codes[0] ?? '') };
}

describe('every id argument of the schema', () => {
  it.each(walked.map((argument) => [`${argument.operation} ${argument.path}`, argument] as const))(
    '%s: an object of another company answers like one that does not exist, to every role',
    async (_name, argument) => {
      for (const [role, client] of askers) {
        if (PLATFORM_REACH[role]?.includes(argument.operation)) continue;
        const nothing = await body(client, argument, nowhere(), ours);
        for (const [kind, id] of Object.entries(theirs)) {
          const answer = await body(client, argument, id, ours);
          tried += 1;
          leaks += isDeepStrictEqual(answer, nothing) ? 0 : 1;
          expect({ role, kind, ...answer }).toEqual({ role, kind, ...nothing });
        }
        expect({ role, ...reached(argument, nothing.told) }).toMatchObject({ closed: true });
      }
    },
  );

  afterAll(() => {
    const operations = new Set(walked.map(({ operation }) => operation)).size;
    const kinds = Object.keys(theirs ?? {}).length;
    process.stdout.write(
      `schema walk: ${operations} operations (${walked.length} id arguments) × ${askers?.length} roles × ` +
        `${kinds} foreign ids: ${tried} tried, ${leaks} leaks\n`,
    );
  });
});
