import { readFile } from 'node:fs/promises';
import { KeyStoreUnavailableError } from '@mandataire/application/key-store';
import { CK, CryptokiError, isLost, returnValue, type Cryptoki, type Handle } from './cryptoki.js';
import { CryptokiModule } from './cryptoki-module.js';
import { TokenSession } from './token-session.js';

export interface TokenSettings {
  /** Path of the manufacturer's library. */
  readonly module: string;
  readonly tokenLabel: string;
  /** The user's PIN, or a file that holds it; read at each login, never shown. */
  readonly pin: { readonly file: string } | { readonly value: string };
  /** Sessions at most, so signatures at the same time. */
  readonly sessions: number;
}

/** The token refused the PIN. It isn't shown to it again before the PIN changes: a token locks itself after a few tries. */
export class PinRefusedError extends Error {
  override readonly name = 'PinRefusedError';
  constructor(tokenLabel: string) {
    super(
      `Le jeton ${tokenLabel} refuse le code de PKCS11_PIN_FILE / the token ${tokenLabel} refuses the PIN of PKCS11_PIN_FILE`,
    );
  }
}

/** A module is started anew at most this often while its device stays away. */
const RESTART_PAUSE_MS = 1000;

/**
 * The sessions of one token: opened when needed, at most so many, each with one caller at a time. A session that fails
 * for want of the token is thrown away; the call is made again in a new one (which logs in), then once more after the
 * module was started anew.
 */
export class TokenSessions {
  private readonly idle: TokenSession[] = [];
  private readonly waiting: (() => void)[] = [];
  private taken = 0;
  private restartedAt = Number.NEGATIVE_INFINITY;
  private refusedPin: string | undefined;

  constructor(private readonly settings: TokenSettings) {}

  /** @throws KeyStoreUnavailableError when the token isn't there, Pkcs11MissingError, PinRefusedError */
  async use<T>(work: (session: TokenSession) => Promise<T>, mode: 'read' | 'write' = 'read'): Promise<T> {
    const module = await CryptokiModule.load(this.settings.module);
    if (this.taken >= this.settings.sessions) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.taken += 1;
    }
    try {
      return await this.persist(module, () => this.once(module, work, mode));
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    }
  }

  /** Closes the sessions that nobody uses; a later call opens new ones. */
  close(): void {
    for (const session of this.idle.splice(0)) session.close();
  }

  private async persist<T>(module: CryptokiModule, attempt: () => Promise<T>): Promise<T> {
    const { epoch } = module;
    try {
      return await retryWhenLost(attempt);
    } catch (error) {
      const reason = returnValue(error);
      if (!isLost(reason)) throw error;
      if (module.epoch === epoch && !module.isRestarting) this.mayRestart(reason);
      return this.afterRestart(module, epoch, attempt);
    }
  }

  private mayRestart(reason: string): void {
    if (performance.now() - this.restartedAt < RESTART_PAUSE_MS) throw new KeyStoreUnavailableError(reason);
    this.restartedAt = performance.now();
  }

  private async afterRestart<T>(
    module: CryptokiModule,
    epoch: number,
    attempt: () => Promise<T>,
  ): Promise<T> {
    try {
      await module.restart(epoch);
      const result = await attempt();
      this.restartedAt = Number.NEGATIVE_INFINITY;
      return result;
    } catch (error) {
      const value = returnValue(error);
      throw isLost(value) ? new KeyStoreUnavailableError(value) : error;
    }
  }

  private once<T>(
    module: CryptokiModule,
    work: (session: TokenSession) => Promise<T>,
    mode: 'read' | 'write',
  ): Promise<T> {
    return module.during(async (cryptoki) => {
      const session =
        (mode === 'read' && this.takeIdle(module.epoch)) || (await this.open(cryptoki, module.epoch, mode));
      try {
        const result = await work(session);
        if (mode === 'read') this.idle.push(session);
        else session.close();
        return result;
      } catch (error) {
        session.close();
        if (isLost(returnValue(error))) this.close();
        throw error;
      }
    });
  }

  /** Handles of before a restart are forgotten without a word to the module, which may have given them to others. */
  private takeIdle(epoch: number): TokenSession | undefined {
    if (this.idle.some((session) => session.epoch !== epoch)) this.idle.length = 0;
    return this.idle.pop();
  }

  private async open(cryptoki: Cryptoki, epoch: number, mode: 'read' | 'write'): Promise<TokenSession> {
    const pin = await this.pin();
    if (pin === this.refusedPin) throw new PinRefusedError(this.settings.tokenLabel);
    const flags = CK.SERIAL_SESSION | (mode === 'write' ? CK.RW_SESSION : 0);
    const handle = cryptoki.C_OpenSession(this.slot(cryptoki), flags);
    const session = new TokenSession(cryptoki, handle, epoch);
    try {
      this.login(cryptoki, handle, pin);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  /** Sessions of one process share their login: the first one makes it. */
  private login(cryptoki: Cryptoki, handle: Handle, pin: string): void {
    try {
      cryptoki.C_Login(handle, CK.USER, pin);
    } catch (error) {
      const value = returnValue(error);
      if (value === 'CKR_USER_ALREADY_LOGGED_IN') return;
      if (!value?.startsWith('CKR_PIN_')) throw error;
      this.refusedPin = pin;
      throw new PinRefusedError(this.settings.tokenLabel);
    }
  }

  private slot(cryptoki: Cryptoki): Handle {
    const found = cryptoki
      .C_GetSlotList(true)
      .find((slot) => labelOf(cryptoki, slot) === this.settings.tokenLabel);
    if (!found) throw new CryptokiError('CKR_TOKEN_NOT_PRESENT');
    return found;
  }

  private async pin(): Promise<string> {
    const { pin } = this.settings;
    return 'value' in pin ? pin.value : (await readFile(pin.file, 'utf8')).replace(/\r?\n$/, '');
  }
}

async function retryWhenLost<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isLost(returnValue(error))) throw error;
    return attempt();
  }
}

/** Undefined for a slot whose token can't be read: another one may still be the right one. */
function labelOf(cryptoki: Cryptoki, slot: Handle): string | undefined {
  try {
    return cryptoki.C_GetTokenInfo(slot).label.trimEnd();
  } catch {
    return undefined;
  }
}
