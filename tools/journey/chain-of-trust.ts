import { randomInt, randomUUID } from 'node:crypto';
import { totpCode } from '../start/totp.mjs';
import { openFile } from './access.js';
import type { DemoAccount, GraphqlClient } from './graphql-client.js';
import { codeFromMail, tokenFromMail } from './mailbox.js';
import { expectState } from './order-to-certificate.js';
import type { Steps } from './steps.js';

export interface TrustGround {
  readonly steps: Steps;
  readonly mailboxApi: string;
  readonly sales: GraphqlClient;
  readonly officer: GraphqlClient;
  /** A browser without login: the signers' links. */
  readonly signer: GraphqlClient;
}

interface MandateFile {
  readonly state: string;
  readonly contentHash: string;
}

/** The people of a company that this journey makes; the addresses are new each time. */
export interface People {
  readonly companyName: string;
  readonly representative: { readonly name: string; readonly email: string };
  readonly agent: { readonly name: string; readonly email: string };
}

export function newPeople(): People {
  const tag = randomUUID().slice(0, 8);
  return {
    companyName: `Scierie Bénard ${tag}`,
    representative: { name: 'Luc Bénard', email: `luc.benard@${tag}.example` },
    agent: { name: 'Nadia Œstreich', email: `nadia.oestreich@${tag}.example` },
  };
}

/** A SIREN with a right key (V1) that nobody has. */
function newSiren(): string {
  const eight = String(randomInt(10_000_000, 99_999_999));
  const luhn = (digits: string) =>
    [...digits].reverse().reduce((sum, digit, i) => {
      const weighted = i % 2 === 0 ? Number(digit) : Number(digit) * 2;
      return sum + (weighted > 9 ? weighted - 9 : weighted);
    }, 0);
  const key = [...'0123456789'].find((digit) => luhn(eight + digit) % 10 === 0);
  return `${eight}${key}`;
}

const day = (shiftYears = 0): string => {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  return `${Number(date.slice(0, 4)) + shiftYears}${date.slice(4)}`.replace(/-02-29$/, '-02-28');
};

/** Sales open the company and invite its representative. */
export async function openCompany({ steps, sales }: TrustGround, people: People): Promise<void> {
  const companyId = await steps.run('Le commercial ouvre l’entreprise (SIREN vérifié)', async () => {
    const input = { siren: newSiren(), name: people.companyName, city: 'Épinal' };
    const { openCompany: opened } = await sales.request<{ openCompany: { company: { id: string } } }>(
      'mutation($input: OpenCompanyInput!) { openCompany(input: $input) { company { id } } }',
      { input },
    );
    return opened.company.id;
  });
  await steps.run('Le commercial invite le représentant légal', async () => {
    const { inviteRepresentative } = await sales.request<{ inviteRepresentative: { state: string } }>(
      'mutation($input: InviteRepresentativeInput!) { inviteRepresentative(input: $input) { state } }',
      { input: { companyId, ...people.representative } },
    );
    expectState(inviteRepresentative.state, 'AWAITING_SIGNATURES');
  });
}

type Signer = 'REPRESENTATIVE' | 'AGENT';

async function readFile({ signer }: TrustGround, token: string, as: Signer): Promise<MandateFile> {
  const query =
    'query($token: String!, $signer: MandateSigner!) { mandateFile(token: $token, signer: $signer) { state contentHash } }';
  return (await signer.request<{ mandateFile: MandateFile }>(query, { token, signer: as })).mandateFile;
}

async function askCode(ground: TrustGround, token: string, as: Signer, email: string): Promise<string> {
  const since = new Date(Date.now() - 1000);
  await ground.signer.request(
    'mutation($input: RequestActCodeInput!) { requestActCode(input: $input) { expiresAt } }',
    { input: { token, signer: as } },
  );
  return codeFromMail(ground.mailboxApi, email, since);
}

/** The representative names the MC and signs; the MC accepts and signs both commitments. */
export async function signMandate(ground: TrustGround, people: People, since: Date): Promise<void> {
  const { steps, signer, mailboxApi } = ground;
  await steps.run('Le représentant désigne le MC, lit et signe le mandat', async () => {
    const { email, name } = people.representative;
    const token = await tokenFromMail(mailboxApi, email, { path: 'mandat/signer', since });
    const naming = {
      agentName: people.agent.name,
      agentEmail: people.agent.email,
      acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'],
      productCodes: ['INITIO'],
      startsOn: day(),
      endsOn: day(2),
    };
    const { nameAgent } = await signer.request<{ nameAgent: MandateFile }>(
      'mutation($input: NameAgentInput!) { nameAgent(input: $input) { state contentHash } }',
      { input: { token, ...naming } },
    );
    const code = await askCode(ground, token, 'REPRESENTATIVE', email);
    await signer.request('mutation($input: SignMandateInput!) { signMandate(input: $input) { state } }', {
      input: { token, typedName: name, code, contentHash: nameAgent.contentHash },
    });
  });
  await steps.run('Le MC accepte le mandat et signe ses deux engagements', async () => {
    const { email, name } = people.agent;
    const token = await tokenFromMail(mailboxApi, email, { path: 'mandat/accepter', since });
    const { contentHash } = await readFile(ground, token, 'AGENT');
    const code = await askCode(ground, token, 'AGENT', email);
    const commitments = { acceptsMandate: true, commitsToIndependence: true, commitsToReportDeparture: true };
    const { acceptMandate } = await signer.request<{ acceptMandate: MandateFile }>(
      'mutation($input: AcceptMandateInput!) { acceptMandate(input: $input) { state contentHash } }',
      { input: { token, typedName: name, code, contentHash, ...commitments } },
    );
    expectState(acceptMandate.state, 'UNDER_RA_REVIEW');
  });
}

/** The officer records references and approves; the MC activates his account and signs in. */
export async function approveAndActivate(
  ground: TrustGround,
  people: People,
  since: Date,
): Promise<DemoAccount> {
  const { steps, officer, signer, mailboxApi } = ground;
  await steps.run('Le bureau d’enregistrement valide le mandat : ACTIF', async () => {
    const { mandateQueue } = await officer.request<{
      mandateQueue: { edges: { node: { id: string; version: number; companyName: string } }[] };
    }>('{ mandateQueue(first: 100) { edges { node { id version companyName } } } }');
    const mandate = mandateQueue.edges
      .map((edge) => edge.node)
      .find((node) => node.companyName === people.companyName);
    if (!mandate) throw new Error('le dossier n’est pas dans la file');
    await openFile(officer, 'MANDATE', mandate.id);
    const document = { type: 'CNI', number: 'X4RTBPFW4', expiresOn: day(3) };
    const proofs = {
      companyProofType: 'KBIS',
      companyProofReference: 'KBIS 2026-0042',
      companyProofIssuedOn: day(),
      representativeDocument: document,
      agentDocument: { ...document, type: 'PASSPORT', number: '12AB34567' },
    };
    const input = { mandateId: mandate.id, version: mandate.version, decision: 'APPROVE', proofs };
    const { decideMandate } = await officer.request<{ decideMandate: { state: string } }>(
      'mutation($input: DecideMandateInput!) { decideMandate(input: $input) { state } }',
      { input },
    );
    expectState(decideMandate.state, 'ACTIVE');
  });
  return steps.run('Le MC active son espace (mot de passe + second facteur)', async () => {
    const { email } = people.agent;
    const token = await tokenFromMail(mailboxApi, email, { path: 'activation', since });
    const { beginActivation } = await signer.request<{ beginActivation: { secret: string } }>(
      'mutation($input: BeginActivationInput!) { beginActivation(input: $input) { secret } }',
      { input: { token } },
    );
    const totpSecret = beginActivation.secret;
    const password = `Parcours-${randomUUID()}`;
    await signer.request('mutation($input: ActivateAccountInput!) { activateAccount(input: $input) }', {
      input: { token, password, code: totpCode(totpSecret) },
    });
    return { email, password, totpSecret };
  });
}

export interface NewHolder {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
}

/** The MC adds a holder and records the face-to-face verification. */
export async function addVerifiedHolder(steps: Steps, mc: GraphqlClient): Promise<NewHolder> {
  const holder = await steps.run('Le MC ajoute un porteur', async () => {
    const tag = randomUUID().slice(0, 8);
    const input = {
      idempotencyKey: randomUUID(),
      surname: 'Lefèvre',
      givenNames: ['Zoé', 'Anne-Marie'],
      email: `zoe.lefevre@${tag}.example`,
      jobTitle: 'Directrice administrative',
      phone: '06 12 34 56 78',
    };
    const { addHolder } = await mc.request<{ addHolder: NewHolder }>(
      'mutation($input: AddHolderInput!) { addHolder(input: $input) { id displayName email } }',
      { input },
    );
    return addHolder;
  });
  await verifyHolder(steps, mc, holder.id, 'Le MC vérifie son identité en face à face');
  return holder;
}

export async function verifyHolder(
  steps: Steps,
  mc: GraphqlClient,
  holderId: string,
  title: string,
): Promise<void> {
  await steps.run(title, async () => {
    const input = {
      idempotencyKey: randomUUID(),
      holderId,
      documentType: 'CNI',
      documentNumber: 'X4RTBPFW4',
      documentExpiresOn: day(3),
      place: 'Épinal, siège',
      verifiedOn: day(),
    };
    const { recordVerification } = await mc.request<{
      recordVerification: { verification: { state: string } };
    }>(
      'mutation($input: RecordVerificationInput!) { recordVerification(input: $input) { verification { state } } }',
      { input },
    );
    expectState(recordVerification.verification.state, 'VERIFIED');
  });
}
