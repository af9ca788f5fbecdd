import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { openFile, stranger, type ApiClient } from '../support/api.js';
import { ACCEPT, ASK_CODE, COMMITMENTS, DECIDE_MANDATE, Newcomer, SIGN } from '../support/chain.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder } from '../support/orders.js';

// Other programs judge here, on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(240_000);

const OPTIONS =
  'query($token: String!, $signer: MandateSigner!) { signingOptions(token: $token, signer: $signer) { means phone } }';
const CONTENT =
  'query($token: String!, $signer: MandateSigner!) { mandateFile(token: $token, signer: $signer) { content contentHash } }';
const DRAFT =
  'query($token: String!, $signer: MandateSigner!) { mandateDraft(token: $token, signer: $signer) { mediaType base64 } }';
const SHOW = `query($id: ID!) { mandate(id: $id) {
  evidence { kind strength boundBy } sealedEvidence { id stage evidenceHash stampedAt } } }`;
const HAND_OUT =
  'mutation($input: HandOutEvidenceInput!) { handOutEvidence(input: $input) { name mediaType base64 } }';
const REVOKE = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';

interface Shown {
  readonly mandate: {
    readonly evidence: readonly { kind: string; strength: string; boundBy: string | null }[];
    readonly sealedEvidence: readonly { id: string; stage: string; stampedAt: string | null }[];
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-e2e-evidence-'));
const at = (name: string) => path.join(folder, name);
const openssl = (...parameters: string[]) =>
  execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

const phoneOf = () => `+336${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
const show = async (asked: ApiClient, id: string) => (await asked.read<Shown>(SHOW, { id })).mandate;

const sealedOnce = (asked: ApiClient, id: string, stage: string) =>
  eventually(`the evidence ${stage}`, async () =>
    (await show(asked, id)).sealedEvidence.find((each) => each.stage === stage),
  );

async function handedOut(asked: ApiClient, mandateId: string, evidenceId: string, form: 'PDF' | 'JSON') {
  const { handOutEvidence: file } = await asked.read<{
    handOutEvidence: { name: string; mediaType: string; base64: string };
  }>(HAND_OUT, { input: { mandateId, evidenceId, form } });
  writeFileSync(at(file.name), Buffer.from(file.base64, 'base64'));
  return at(file.name);
}

/** Beside this process, so that its connections stay open. */
const verifyMandate = (...parameters: string[]) =>
  new Promise<{ status: number; stdout: string }>((resolve) => {
    const tool = ['--import', 'tsx', 'tools/verify-mandate/main.ts', ...parameters];
    execFile(process.execPath, tool, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout: `${stdout}${stderr}` }),
    );
  });

describe('a mandate signed by SMS, from the first code to the sealed file (R20, D25)', () => {
  let newcomer: Newcomer;
  let token: string;
  let contentHash: string;
  const phone = phoneOf();
  const agentPhone = phoneOf();
  const sign = (change: object) => ({
    input: { token, typedName: newcomer.representative.name, contentHash, ...change },
  });

  beforeAll(async () => {
    newcomer = await Newcomer.open(run);
    token = await newcomer.invite();
    contentHash = await newcomer.nameAgent(token, { agentPhone });
  });

  it('shows the means and the text as a tagged PDF before anything is signed (F63)', async () => {
    const asked = { token, signer: 'REPRESENTATIVE' };
    expect(await stranger(run).read(OPTIONS, asked)).toEqual({
      signingOptions: { means: ['SMS', 'MAIL', 'CERTIFICATE'], phone: null },
    });
    const { mandateDraft } = await stranger(run).read<{ mandateDraft: { base64: string } }>(DRAFT, asked);
    writeFileSync(at('draft.pdf'), Buffer.from(mandateDraft.base64, 'base64'));
    const text = execFileSync('pdfinfo', ['-struct-text', at('draft.pdf')]).toString();
    expect(text).toContain('Projet à lire avant de signer');
    expect(text).toContain(contentHash);
  });

  it('refuses no telephone, a false one, no proof, and two', async () => {
    const ask = (change: object) =>
      stranger(run).refusal(ASK_CODE, {
        input: { token, signer: 'REPRESENTATIVE', channel: 'SMS', ...change },
      });
    expect(await ask({})).toMatchObject({ fields: { phone: 'REQUIRED' } });
    expect(await ask({ phone: '0612345678' })).toMatchObject({ fields: { phone: 'PHONE_FORMAT' } });
    expect(await stranger(run).refusal(SIGN, sign({}))).toMatchObject({ fields: { code: 'ONE_PROOF' } });
    expect(await stranger(run).refusal(SIGN, sign({ code: '1', cms: 'AA==' }))).toMatchObject({
      fields: { code: 'ONE_PROOF' },
    });
  });

  it('refuses a wrong code and a second one within the minute; the right one signs once', async () => {
    const code = await newcomer.smsCode(token, 'REPRESENTATIVE', phone);
    const again = { token, signer: 'REPRESENTATIVE', channel: 'SMS', phone };
    expect(await stranger(run).refusal(ASK_CODE, { input: again })).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await stranger(run).refusal(SIGN, sign({ code: '00000000' }))).toMatchObject({
      fields: { code: 'WRONG_CODE' },
    });
    await stranger(run).read(SIGN, sign({ code }));
    expect(await stranger(run).refusal(SIGN, sign({ code }))).toMatchObject({ reason: 'LINK_USED' });
  });

  it('sends the MC’s code to the telephone that the representative gave, whatever the link’s bearer says', async () => {
    const link = await newcomer.token('mandat/accepter', newcomer.agent.email);
    const { signingOptions } = await stranger(run).read<{ signingOptions: { phone: string } }>(OPTIONS, {
      ...{ token: link, signer: 'AGENT' },
    });
    expect(signingOptions.phone).toMatch(/^\+33 6 •• •• •• \d\d$/);
    const other = { token: link, signer: 'AGENT', channel: 'SMS', phone: phoneOf() };
    const address = `${agentPhone.slice(1)}@sms.local`;
    await stranger(run).read(ASK_CODE, { input: other });
    const sms = await newcomer.mails.waitFor(address);
    const code = /(\d{4} \d{4})/.exec(sms.subject)?.[1];
    const input = { token: link, typedName: newcomer.agent.name, contentHash, code, ...COMMITMENTS };
    await stranger(run).read(ACCEPT, { input });
  });

  it('is sealed when complete: handed out to the officer with a grant only, and valid offline', async () => {
    const input = { mandateId: newcomer.mandateId, evidenceId: randomUUID(), form: 'PDF' };
    expect(await newcomer.sales.refusal(HAND_OUT, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await newcomer.officer.refusal(HAND_OUT, { input })).toMatchObject({
      reason: 'ACCESS_GRANT_REQUIRED',
    });
    await openFile(newcomer.officer, 'MANDATE', newcomer.mandateId);
    expect(await newcomer.officer.refusal(HAND_OUT, { input })).toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await sealedOnce(newcomer.officer, newcomer.mandateId, 'SUBMITTED');
    const pdf = await handedOut(newcomer.officer, newcomer.mandateId, id, 'PDF');
    expect(execFileSync('pdfsig', ['-nocert', pdf]).toString()).toContain('Signature is Valid');
    expect(execFileSync('pdfinfo', ['-struct-text', pdf]).toString()).toContain('code reçu par SMS');
  });

  it('is sealed again when decided, with each act and how it was bound; the company gets it, journaled', async () => {
    await newcomer.officer.read(DECIDE_MANDATE, await newcomer.decide());
    const representative = await newcomer.activated('representative');
    const { id } = await sealedOnce(representative, newcomer.mandateId, 'DECIDED');
    expect((await show(representative, newcomer.mandateId)).evidence).toMatchObject([
      { kind: 'REPRESENTATIVE_SIGNATURE', strength: 'SMS_CODE', boundBy: expect.stringMatching(/•• \d\d$/) },
      { kind: 'AGENT_ACCEPTANCE', strength: 'SMS_CODE' },
      { kind: 'AGENT_COMMITMENTS', strength: 'SMS_CODE' },
      { kind: 'OFFICER_DECISION', strength: 'PASSWORD_AND_TOTP', boundBy: null },
    ]);
    const json = await handedOut(representative, newcomer.mandateId, id, 'JSON');
    const root = await fetch(`${run.urls.status}/ca/root.cer`);
    writeFileSync(at('root.cer'), Buffer.from(await root.arrayBuffer()));
    openssl('x509', '-inform', 'DER', '-in', at('root.cer'), '-out', at('root.pem'));
    const said = await verifyMandate(json, '--ca', at('root.pem'), '--extract', at('out'));
    expect(said.stdout).toContain('PREUVE VALABLE');
    expect(said.status).toBe(0);
    expect(readFileSync(json, 'utf8')).not.toContain('X4RTBPFW4');
    openssl(
      ...['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', at('out/cachet.p7s')],
      ...['-content', at('out/preuve.json'), '-CAfile', at('root.pem')],
    );
    const changed = readFileSync(json);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    writeFileSync(at('changed.json'), changed);
    expect((await verifyMandate(at('changed.json'), '--ca', at('root.pem'))).status).toBe(1);
    const journal = `query($id: ID!) { journal(first: 20, filter: { objectId: $id }) { edges { node { name } } } }`;
    const { journal: lines } = await representative.read<{
      journal: { edges: { node: { name: string } }[] };
    }>(journal, { id: newcomer.mandateId });
    expect(lines.edges.map(({ node }) => node.name)).toContain('mandate.evidence-handed-out');
  });
});

describe('a mailed code', () => {
  it('is refused once the signer has enrolled a telephone by signing with it (D25)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    const contentHash = await newcomer.nameAgent(token);
    const phone = phoneOf();
    const code = await newcomer.smsCode(token, 'REPRESENTATIVE', phone);
    const signature = { typedName: newcomer.representative.name, contentHash };
    await stranger(run).read(SIGN, { input: { ...signature, token, code } });
    const accepting = await newcomer.token('mandat/accepter', newcomer.agent.email);
    const input = { token: accepting, typedName: newcomer.agent.name, contentHash, ...COMMITMENTS };
    const mailed = await newcomer.code(accepting, 'AGENT');
    await stranger(run).read(ACCEPT, { input: { ...input, code: mailed } });
    await openFile(newcomer.officer, 'MANDATE', newcomer.mandateId);
    const returned = await newcomer.decide({ decision: 'RETURN', reason: 'Kbis illisible', proofs: null });
    await newcomer.officer.read(DECIDE_MANDATE, returned);
    const again = await eventually('the new link', async () => {
      const newest = await newcomer.token('mandat/signer', newcomer.representative.email);
      return newest === token ? undefined : newest;
    });
    const asked = { token: again, signer: 'REPRESENTATIVE' };
    expect(await stranger(run).read(OPTIONS, asked)).toMatchObject({
      signingOptions: { means: ['SMS', 'CERTIFICATE'], phone: expect.stringMatching(/^\+33 6 ••/) },
    });
    expect(await stranger(run).refusal(ASK_CODE, { input: asked })).toMatchObject({
      ...{ code: 'RULE_REFUSED', reason: 'FACTOR_ENROLLED', rule: 'D25' },
    });
    const { sealedEvidence } = await newcomer.officer
      .read<Shown>(SHOW, { id: newcomer.mandateId })
      .then(({ mandate }) => mandate);
    expect(sealedEvidence.length).toBeGreaterThan(0);
  });
});

describe('a signature with the person’s own certificate (D25)', () => {
  let certificateId: string;
  let agent: ApiClient;

  /** A CMS over these octets with the key in this folder, by openssl: no code of ours. */
  function cmsOver(content: string, name = 'person'): string {
    writeFileSync(at('content'), content);
    openssl(
      ...[
        'cms',
        '-sign',
        '-binary',
        '-cades',
        '-outform',
        'DER',
        '-in',
        at('content'),
        '-out',
        at('made.p7s'),
      ],
      ...['-signer', at(`${name}.pem`), '-inkey', at(`${name}.key`), '-md', 'sha256'],
    );
    return readFileSync(at('made.p7s')).toString('base64');
  }

  const file = async (token: string, signer: 'REPRESENTATIVE' | 'AGENT') =>
    (
      await stranger(run).read<{ mandateFile: { content: string; contentHash: string } }>(CONTENT, {
        ...{ token, signer },
      })
    ).mandateFile;

  beforeAll(async () => {
    const employer = await Newcomer.open(run);
    agent = await employer.agentAtWork();
    const holder = await verifiedHolder(agent, { surname: 'Dupré-Lefèvre', givenNames: ['Paul'] });
    const { token } = await OrderFlow.of(employer, agent).retrievable(holder);
    openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      at('person.key'),
      '-out',
      at('person.csr'),
      '-subj',
      '/CN=x',
    );
    const csr = readFileSync(at('person.csr'), 'utf8');
    const { submitCertificateRequest: made } = await stranger(run).read<{
      submitCertificateRequest: { id: string; pem: string };
    }>(SUBMIT, { input: { token, csr } });
    await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
    writeFileSync(at('person.pem'), made.pem);
    certificateId = made.id;
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      at('own.key'),
      '-out',
      at('own.pem'),
      '-subj',
      '/CN=Paul Dupré-Lefèvre',
      '-utf8',
      '-days',
      '5',
    );
  });

  it('binds the act to the text; refused: other text, other name, unknown authority, no CMS, and once revoked', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    await newcomer.nameAgent(token);
    const { content, contentHash } = await file(token, 'REPRESENTATIVE');
    const sign = (cms: string) => ({
      input: { token, typedName: newcomer.representative.name, contentHash, cms },
    });
    const refused = async (cms: string) => (await stranger(run).refusal(SIGN, sign(cms))) as object;
    expect(await refused(cmsOver(`${content} `))).toMatchObject({ fields: { cms: 'CMS_OTHER_CONTENT' } });
    expect(await refused(cmsOver(content, 'own'))).toMatchObject({ fields: { cms: 'CMS_UNTRUSTED' } });
    expect(await refused('AAAA')).toMatchObject({ fields: { cms: 'CMS_UNREADABLE' } });
    const cms = cmsOver(content);
    await stranger(run).read(SIGN, sign(cms));
    const accepting = await newcomer.token('mandat/accepter', newcomer.agent.email);
    const input = { token: accepting, typedName: newcomer.agent.name, contentHash, ...COMMITMENTS };
    expect(await stranger(run).refusal(ACCEPT, { input: { ...input, cms } })).toMatchObject({
      fields: { cms: 'CMS_NAME_DIFFERS' },
    });
    const code = await newcomer.code(accepting, 'AGENT');
    await stranger(run).read(ACCEPT, { input: { ...input, code } });
    await openFile(newcomer.officer, 'MANDATE', newcomer.mandateId);
    const { id } = await sealedOnce(newcomer.officer, newcomer.mandateId, 'SUBMITTED');
    const json = await handedOut(newcomer.officer, newcomer.mandateId, id, 'JSON');
    const said = await verifyMandate(json);
    expect(said.stdout).toContain('Paul Dupré-Lefèvre, certificat personnel');
    expect(said.status).toBe(3);
    const evidence = JSON.parse(
      (JSON.parse(readFileSync(json, 'utf8')) as { evidence: string }).evidence,
    ) as {
      acts: { proof: object }[];
    };
    expect(evidence.acts[0]?.proof).toMatchObject({
      means: 'CMS',
      cms,
      status: 'GOOD',
      path: Array(3).fill(expect.any(String)),
    });

    const revoking = { idempotencyKey: randomUUID(), certificateId, reason: 'KEY_LOST' };
    await agent.read(REVOKE, { input: revoking });
    const later = await Newcomer.open(run);
    const link = await later.invite();
    await later.nameAgent(link);
    const read = await file(link, 'REPRESENTATIVE');
    const late = { token: link, typedName: later.representative.name, contentHash: read.contentHash };
    const refusal = await eventually('the revoked certificate refused', async () => {
      const { errors } = await stranger(run).ask(SIGN, {
        input: { ...late, typedName: 'x', cms: cmsOver(read.content) },
      });
      const { fields } = (errors[0]?.extensions ?? {}) as { fields?: { cms?: string } };
      return fields?.cms;
    });
    expect(refusal).toBe('CMS_REVOKED');
  });
});
