import { setTimeout as pause } from 'node:timers/promises';
import { totpCode } from '../start/totp.mjs';

/** A GraphQL refusal as the server words it. */
export class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal';
  constructor(
    message: string,
    readonly code: string,
    readonly reason: string | undefined,
  ) {
    super(message);
  }
}

interface GraphqlFault {
  readonly message: string;
  readonly extensions?: Record<string, unknown>;
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphqlFault[];
}

function refusalOf({ message, extensions = {} }: GraphqlFault): GraphqlRefusal {
  const { code, reason } = extensions;
  return new GraphqlRefusal(message, String(code), typeof reason === 'string' ? reason : undefined);
}

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly totpSecret?: string | null;
}

const TOTP_STEP_MS = 30_000;

/** One browser's worth of cookies over the public GraphQL API; nothing that a stranger could not send. */
export class GraphqlClient {
  private cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async request<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'mandataire-journey',
        ...this.headers,
        ...this.cookie(),
      },
      body: JSON.stringify({ query, variables }),
    });
    this.keepCookies(response);
    const answer = (await response.json()) as Answer<T>;
    if (answer.errors?.[0]) throw refusalOf(answer.errors[0]);
    if (!answer.data) throw new Error(`HTTP ${response.status} without data`);
    return answer.data;
  }

  private cookie(): Record<string, string> {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? { cookie: pairs.join('; ') } : {};
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.cookies.set(name, value);
    }
  }

  /** Password, then the code. A code serves once, so a login within the same half minute waits for the next one. */
  async login(account: DemoAccount): Promise<void> {
    const { email, password } = account;
    const first = await this.request<{ login: { step: string } }>(
      'mutation($input: LoginInput!) { login(input: $input) { step } }',
      { input: { email, password } },
    );
    if (first.login.step !== 'TOTP_REQUIRED') return;
    // The server takes the neighbouring steps too, so two logins in a row need no wait.
    for (const shift of [0, TOTP_STEP_MS]) {
      if (await this.confirm(totpCode(account.totpSecret ?? '', Date.now() + shift))) return;
    }
    await pause(TOTP_STEP_MS);
    if (!(await this.confirm(totpCode(account.totpSecret ?? '', Date.now() + TOTP_STEP_MS)))) {
      throw new Error(`No code of ${email} is accepted.`);
    }
  }

  private async confirm(code: string): Promise<boolean> {
    try {
      await this.request('mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }', {
        input: { code },
      });
      return true;
    } catch (error) {
      if (error instanceof GraphqlRefusal && error.reason === 'CODE_ALREADY_USED') return false;
      throw error;
    }
  }
}
