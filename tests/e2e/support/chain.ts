import { randomBytes, randomUUID } from 'node:crypto';
import { isSiret } from '@mandataire/domain/tenant';
import { addMonths, dateInParis } from '@mandataire/domain/time';
import { Mails, type Run } from '../../support/system/index.js';
import { totpCode } from '../../../tools/start/totp.mjs';
import { ApiClient, openFile, signedIn, signIn, stranger } from './api.js';

export const OPEN = `mutation($input: OpenCompanyInput!) {
  openCompany(input: $input) { company { id mandateId mandateState allowedActions } warnings } }`;
export const INVITE = `mutation($input: InviteRepresentativeInput!) { inviteRepresentative(input: $input) { id state version } }`;
export const FILE = `query($token: String!, $signer: MandateSigner!) {
  mandateFile(token: $token, signer: $signer) { state contentHash agentName representativeName } }`;
export const NAME = `mutation($input: NameAgentInput!) { nameAgent(input: $input) { state contentHash agentName } }`;
export const ASK_CODE =
  'mutation($input: RequestActCodeInput!) { requestActCode(input: $input) { expiresAt } }';
export const SIGN = 'mutation($input: SignMandateInput!) { signMandate(input: $input) { state } }';
export const ACCEPT = 'mutation($input: AcceptMandateInput!) { acceptMandate(input: $input) { state } }';
export const DECIDE_MANDATE =
  'mutation($input: DecideMandateInput!) { decideMandate(input: $input) { id state version allowedActions } }';
export const END = 'mutation($input: EndMandateInput!) { endMandate(input: $input) { id state } }';
export const ADD =
  'mutation($input: AddHolderInput!) { addHolder(input: $input) { id version email allowedActions } }';
export const VERIFY =
  'mutation($input: RecordVerificationInput!) { recordVerification(input: $input) { id verification { state } } }';
export const BEGIN_ACTIVATION =
  'mutation($input: BeginActivationInput!) { beginActivation(input: $input) { secret uri qrCodeSvg } }';
export const ACTIVATE = 'mutation($input: ActivateAccountInput!) { activateAccount(input: $input) }';

export const today = (): string => dateInParis(new Date());
export const inMonths = (months: number): string => addMonths(today(), months);

/** A SIREN with a right key (Luhn over nine digits). */
export function randomSiren(): string {
  const digits = Array.from({ length: 8 }, () => Math.floor(Math.random() * 10));
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

/** The company's n-th SIRET with a right key. */
export function siretOf(siren: string, n = 1): string {
  const sirets = Array.from(
    { length: 20 * (n + 1) },
    (_, nic) => `${siren}${String(nic + 1).padStart(5, '0')}`,
  );
  return sirets.filter(isSiret)[n - 1] ?? '';
}

export const proofs = () => ({
  companyProofType: 'KBIS',
  companyProofReference: 'KBIS 2026-42',
  companyProofIssuedOn: today(),
  representativeDocument: { type: 'CNI', number: 'X4RTBPFW4', expiresOn: inMonths(24) },
  agentDocument: { type: 'PASSPORT', number: '12AB34567', expiresOn: inMonths(24) },
});

export const COMMITMENTS = {
  acceptsMandate: true,
  commitsToIndependence: true,
  commitsToReportDeparture: true,
};

export const person = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  surname: 'Lefèvre',
  givenNames: ['Zoé'],
  email: `zoe.${randomBytes(4).toString('hex')}@essai.example`,
  jobTitle: 'Comptable',
  // Whoever tests something else adds people of one name.
  anotherPerson: true,
  ...change,
});

export const meeting = (holderId: string, change: object = {}) => ({
  idempotencyKey: randomUUID(),
  holderId,
  documentType: 'CNI',
  documentNumber: 'X4RTBPFW4',
  documentExpiresOn: inMonths(36),
  place: 'Lyon',
  verifiedOn: today(),
  ...change,
});

/** A company that comes to be as people make it: each step by who takes it, through the public API and the mails. */
export class Newcomer {
  readonly tag = randomBytes(4).toString('hex');
  readonly representative = { name: 'Paul Dupré-Lefèvre', email: `paul.${this.tag}@essai.example` };
  readonly agent = { name: 'Nadia Benali', email: `nadia.${this.tag}@essai.example` };
  readonly password = `Pommier-Cadran-${this.tag}`;
  /** Enrolled at activation. */
  /** By address, once activated. */
  readonly totpSecrets = new Map<string, string>();
  companyId = '';
  siren = '';
  mandateId = '';

  private constructor(
    readonly run: Run,
    readonly sales: ApiClient,
    readonly officer: ApiClient,
    readonly mails: Mails,
  ) {}

  /** Opened by sales: an empty draft. */
  static async open(run: Run): Promise<Newcomer> {
    const [sales, officer] = [await signedIn(run, 'SALES'), await signedIn(run, 'REGISTRATION_OFFICER')];
    const newcomer = new Newcomer(run, sales, officer, new Mails(run.mailboxApi ?? ''));
    const input = { siren: randomSiren(), name: `Scierie ${newcomer.tag}`, city: 'Metz' };
    const { openCompany } = await sales.read<{
      openCompany: { company: { id: string; mandateId: string } };
    }>(OPEN, { input });
    newcomer.siren = input.siren;
    newcomer.companyId = openCompany.company.id;
    newcomer.mandateId = openCompany.company.mandateId;
    return newcomer;
  }

  async invite(): Promise<string> {
    const input = { companyId: this.companyId, ...this.representative };
    await this.sales.read(INVITE, { input });
    return this.token('mandat/signer', this.representative.email);
  }

  /** The token of the newest mailed link of this kind. */
  async token(kind: string, email: string): Promise<string> {
    const pattern = new RegExp(`#/${kind}/([A-Za-z0-9_-]{43})`);
    const mail = await this.mails.waitFor(email, ({ links }) => links.some((link) => pattern.test(link)));
    return mail.links.map((link) => pattern.exec(link)?.[1]).find(Boolean) ?? '';
  }

  naming(change: object = {}) {
    return {
      agentName: this.agent.name,
      agentEmail: this.agent.email,
      acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'],
      productCodes: ['INITIO'],
      startsOn: today(),
      endsOn: inMonths(36),
      ...change,
    };
  }

  /** The hash of the file with the MC named in it. */
  async nameAgent(token: string, change: object = {}): Promise<string> {
    const input = { token, ...this.naming(change) };
    return (await stranger(this.run).read<{ nameAgent: { contentHash: string } }>(NAME, { input })).nameAgent
      .contentHash;
  }

  async code(token: string, signer: 'REPRESENTATIVE' | 'AGENT'): Promise<string> {
    return this.codeFor(token, signer, (signer === 'AGENT' ? this.agent : this.representative).email);
  }

  /** The code of a mandate whose signers are not the first one's. */
  async codeFor(token: string, signer: 'REPRESENTATIVE' | 'AGENT', email: string): Promise<string> {
    const before = (await this.mails.list(email)).map(({ id }) => id);
    await stranger(this.run).read(ASK_CODE, { input: { token, signer } });
    const mail = await this.mails.waitFor(
      email,
      ({ id, subject }) => !before.includes(id) && /code de signature/.test(subject),
    );
    return /^(\d{4} \d{4})/.exec(mail.subject)?.[1] ?? '';
  }

  /** The same by SMS, to the telephone of this signer. */
  async smsCode(token: string, signer: 'REPRESENTATIVE' | 'AGENT', phone: string): Promise<string> {
    const address = `${phone.slice(1)}@sms.local`;
    const before = (await this.mails.list(address)).map(({ id }) => id);
    await stranger(this.run).read(ASK_CODE, { input: { token, signer, channel: 'SMS', phone } });
    const sms = await this.mails.waitFor(address, ({ id }) => !before.includes(id));
    return /(\d{4} \d{4})/.exec(sms.subject)?.[1] ?? '';
  }

  async sign(token: string, contentHash: string): Promise<void> {
    const code = await this.code(token, 'REPRESENTATIVE');
    const input = { token, typedName: this.representative.name, code, contentHash };
    await stranger(this.run).read(SIGN, { input });
  }

  async hashOf(token: string, signer: 'REPRESENTATIVE' | 'AGENT'): Promise<string> {
    const variables = { token, signer };
    return (await stranger(this.run).read<{ mandateFile: { contentHash: string } }>(FILE, variables))
      .mandateFile.contentHash;
  }

  /** Signed by the representative; the MC's link. */
  async signed(change: object = {}): Promise<string> {
    const link = await this.invite();
    await this.sign(link, await this.nameAgent(link, change));
    return this.token('mandat/accepter', this.agent.email);
  }

  /** Accepted by the MC: the office has the file. */
  async submitted(change: object = {}): Promise<void> {
    const token = await this.signed(change);
    const input = { token, typedName: this.agent.name, contentHash: await this.hashOf(token, 'AGENT') };
    const code = await this.code(token, 'AGENT');
    await stranger(this.run).read(ACCEPT, { input: { ...input, code, ...COMMITMENTS } });
  }

  async mandate(asked: ApiClient = this.sales): Promise<{ id: string; version: number; state: string }> {
    const query = 'query($id: ID!) { mandate(id: $id) { id version state } }';
    return (
      await asked.read<{ mandate: { id: string; version: number; state: string } }>(query, {
        id: this.mandateId,
      })
    ).mandate;
  }

  async decide(change: object = {}): Promise<object> {
    const { id, version } = await this.mandate();
    return { input: { mandateId: id, version, decision: 'APPROVE', proofs: proofs(), ...change } };
  }

  async approved(change: object = {}): Promise<void> {
    await this.submitted(change);
    await openFile(this.officer, 'MANDATE', this.mandateId);
    await this.officer.read(DECIDE_MANDATE, await this.decide());
  }

  async activated(who: 'agent' | 'representative'): Promise<ApiClient> {
    return this.activate(this[who]);
  }

  /** Somebody's first login by his activation mail: password, second factor, session. */
  async activate({ email }: { readonly email: string }): Promise<ApiClient> {
    const token = await this.token('activation', email);
    const nobody = stranger(this.run);
    const { beginActivation } = await nobody.read<{ beginActivation: { secret: string } }>(BEGIN_ACTIVATION, {
      input: { token },
    });
    const totpSecret = beginActivation.secret;
    this.totpSecrets.set(email, totpSecret);
    const code = totpCode(totpSecret, Date.now());
    await nobody.read(ACTIVATE, { input: { token, password: this.password, code } });
    const client = new ApiClient(this.run.urls.graphql);
    await signIn(client, { email, password: this.password, totpSecret }, { used: true });
    return client;
  }

  /** From nothing to an MC who is signed in, under a mandate that differs from the widest by this. */
  async agentAtWork(change: object = {}): Promise<ApiClient> {
    await this.approved(change);
    return this.activated('agent');
  }
}

export async function addHolder(agent: ApiClient, change: object = {}) {
  return (
    await agent.read<{ addHolder: { id: string; version: number; email: string } }>(ADD, {
      input: person(change),
    })
  ).addHolder;
}
