import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { loginOf, totp, type DemoLogin, type Run } from '../../support/system/index.js';

export interface ApiError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Answer<T> {
  readonly status: number;
  readonly data: T | null | undefined;
  readonly errors: readonly ApiError[];
  readonly headers: Headers;
}

/** One browser over the public GraphQL API: nothing here that a stranger could not send. */
export class ApiClient {
  constructor(
    private readonly url: string,
    public cookie?: string,
  ) {}

  /** Sends an operation; keeps the cookie that comes back. */
  async ask<T>(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const [setCookie] = response.headers.getSetCookie();
    if (setCookie) this.cookie = setCookie.split(';')[0];
    const body = (await response.json()) as { data?: T; errors?: ApiError[] };
    return { status: response.status, data: body.data, errors: body.errors ?? [], headers: response.headers };
  }

  /** The data. @throws when anything is refused. */
  async read<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (errors[0] || !data) throw new Error(`refused: ${JSON.stringify(errors)}`);
    return data;
  }

  /** What a refused operation answers. @throws when it is accepted. */
  async refusal(query: string, variables: object = {}): Promise<ApiError['extensions']> {
    const { data, errors } = await this.ask(query, variables);
    if (!errors[0]) throw new Error(`accepted: ${JSON.stringify(data)}`);
    return errors[0].extensions;
  }
}

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
const CONFIRM = 'mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }';

const CODES = [
  [0, 0],
  [30_000, 0],
  [30_000, 30_000],
] as const;

/**
 * Password, then the code of this half minute, of the next one, or of the one after: each is accepted once.
 * @param used the code of now has served already.
 */
export async function signIn(
  client: ApiClient,
  login: Pick<DemoLogin, 'email' | 'password' | 'totpSecret'>,
  { used = false } = {},
): Promise<void> {
  const { email, password } = login;
  const { login: first } = await client.read<{ login: { step: string } }>(LOGIN, {
    input: { email, password },
  });
  if (first.step === 'SIGNED_IN') return;
  for (const [shiftMs, waitMs] of used ? CODES.slice(1) : CODES) {
    await pause(waitMs);
    const { errors } = await client.ask(CONFIRM, { input: { code: totp(login, Date.now() + shiftMs) } });
    if (!errors[0]) return;
    if (errors[0].extensions.reason !== 'CODE_ALREADY_USED') throw new Error(JSON.stringify(errors));
  }
  throw new Error(`no code of ${email} is accepted`);
}

/** Cookies of this run's logins, shared by the files of the group: a code serves once, so one login per account. */
function cookieFile(run: Run, email: string): string {
  const folder = path.join(os.tmpdir(), 'mandataire-test-cookies');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(`${run.dataDir} ${run.startedAt} ${email}`).digest('hex');
  return path.join(folder, name);
}

/** As if the factor of this session had just been proved: a new proof would change the token that others share. */
async function freshen(run: Run, cookie: string): Promise<void> {
  const tokenHash = createHash('sha256')
    .update(cookie.replace(/^[^=]+=/, ''))
    .digest('hex');
  const owner = new pg.Client({ connectionString: run.databases.owner });
  await owner.connect();
  try {
    await owner.query('UPDATE session SET factor_at = $2 WHERE token_hash = $1', [tokenHash, new Date()]);
  } finally {
    await owner.end();
  }
}

/** A session that several files use, for longer than a factor is fresh. */
class SharedClient extends ApiClient {
  constructor(
    private readonly run: Run,
    private readonly shared: string,
  ) {
    super(run.urls.graphql, shared);
  }

  override async ask<T>(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await super.ask<T>(query, variables, headers);
    if (answer.errors[0]?.extensions.reason !== 'STEP_UP_REQUIRED') return answer;
    await freshen(this.run, this.shared);
    return super.ask<T>(query, variables, headers);
  }
}

/** A client signed in with a demo login; the session is shared: log out only one that you opened yourself. */
export async function signedIn(run: Run, role: string, company?: string): Promise<ApiClient> {
  const login = loginOf(run, role, company);
  const file = cookieFile(run, login.email);
  if (existsSync(file)) {
    const cookie = readFileSync(file, 'utf8');
    const known = new ApiClient(run.urls.graphql, cookie);
    const { viewer } = await known.read<{ viewer: unknown }>('{ viewer { id } }');
    if (viewer) {
      await freshen(run, cookie);
      return new SharedClient(run, cookie);
    }
  }
  const client = new ApiClient(run.urls.graphql);
  await signIn(client, login);
  writeFileSync(file, client.cookie ?? '', { mode: 0o600 });
  return new SharedClient(run, client.cookie ?? '');
}

/** Nobody. */
export const stranger = (run: Run): ApiClient => new ApiClient(run.urls.graphql);

export const OPEN_ACCESS =
  'mutation($input: OpenAccessInput!) { openAccess(input: $input) { objectType objectId expiresAt endedAt } }';

/** Platform staff open a file, with their reason, before they read or decide anything in it. */
export const openFile = (staff: ApiClient, objectType: 'ORDER' | 'MANDATE' | 'COMPANY', objectId: string) =>
  staff.read(OPEN_ACCESS, { input: { objectType, objectId, reason: 'Instruction du dossier' } });
