import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { TokenSettings } from '@mandataire/adapters/key-store';

const LIBRARY = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find((file) => existsSync(file));

/** What another program in the same process may do to the sessions of everybody. */
interface Disturber {
  load(library: string): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Buffer[];
  C_GetTokenInfo(slot: Buffer): { label: string };
  C_OpenSession(slot: Buffer, flags: number): Buffer;
  C_CloseSession(session: Buffer): void;
  C_CloseAllSessions(slot: Buffer): void;
  C_Logout(session: Buffer): void;
  C_GetSessionInfo(session: Buffer): unknown;
  C_FindObjectsInit(session: Buffer, template: readonly { type: number; value?: unknown }[]): void;
  C_FindObjects(session: Buffer, most: number): Buffer[];
  C_FindObjectsFinal(session: Buffer): void;
  C_GetAttributeValue(
    session: Buffer,
    object: Buffer,
    template: readonly { type: number }[],
  ): { value: Buffer }[];
  C_SignInit(session: Buffer, mechanism: { mechanism: number }, key: Buffer): void;
}

const [CLASS, LABEL, ID, SENSITIVE, EXTRACTABLE, NEVER_EXTRACTABLE] = [0, 3, 0x102, 0x103, 0x162, 0x164];
const PRIVATE_KEY = 3;
const ECDSA = 0x1041;

function loadDisturber(): (new () => Disturber) | undefined {
  try {
    return createRequire(import.meta.url)('pkcs11js').PKCS11;
  } catch {
    return undefined;
  }
}

const PKCS11 = loadDisturber();

/** SoftHSM2 (Debian package softhsm2) and the compiled pkcs11js are both here. */
export const hasSoftToken = LIBRARY !== undefined && PKCS11 !== undefined;

export const PIN = '4913-secret-pin';

/** A SoftHSM2 token in a folder of its own, that can be pulled out. One per test file: the library is the process's. */
export class SoftToken {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'mandataire-token-'));
  readonly label = path.basename(this.folder).slice(-20);
  private readonly disturber = PKCS11 ? new PKCS11() : undefined;

  static async make(): Promise<SoftToken> {
    const token = new SoftToken();
    const configuration = path.join(token.folder, 'softhsm2.conf');
    mkdirSync(token.tokens);
    writeFileSync(
      configuration,
      `directories.tokendir = ${token.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    );
    writeFileSync(token.pinFile, `${PIN}\n`, { mode: 0o600 });
    const environment = { ...process.env, SOFTHSM2_CONF: configuration };
    execFileSync(
      'softhsm2-util',
      ['--init-token', '--free', '--label', token.label, '--so-pin', 'so-pin-of-tests', '--pin', PIN],
      { env: environment },
    );
    await setEnvironment('SOFTHSM2_CONF', configuration);
    token.disturber?.load(LIBRARY ?? '');
    return token;
  }

  get pinFile(): string {
    return path.join(this.folder, 'pin');
  }

  settings(changes: Partial<TokenSettings> = {}): TokenSettings {
    const pin = { file: this.pinFile };
    return { module: LIBRARY ?? '', tokenLabel: this.label, pin, sessions: 3, ...changes };
  }

  /** The token leaves its slot; with it every session. */
  pullOut(): void {
    renameSync(this.tokens, `${this.tokens}.out`);
  }

  putBack(): void {
    rmSync(this.tokens, { recursive: true, force: true });
    renameSync(`${this.tokens}.out`, this.tokens);
  }

  /** The library is ended under everybody's feet, as by a restart of the device's own service. */
  endModule(): void {
    this.disturber?.C_Finalize();
  }

  logEverybodyOut(): void {
    this.inSession((session) => this.disturber?.C_Logout(session));
  }

  closeAllSessions(): void {
    this.disturber?.C_CloseAllSessions(this.slot());
  }

  /** Begins a signature in every session of the process and doesn't end it. Handles of SoftHSM2 are small numbers. */
  beginSignatures(label: string): void {
    this.inSession((session) => {
      const [key] = this.findPrivate(session, label);
      for (let number = 1; number < 20; number += 1) {
        const other = Buffer.from(session).fill(0);
        other.writeUInt8(number, 0);
        if (other.equals(session)) continue;
        try {
          this.disturber?.C_SignInit(other, { mechanism: ECDSA }, key ?? Buffer.alloc(0));
        } catch {
          // No session has this number.
        }
      }
    });
  }

  /** What the token says of its private keys; the process must be logged in. */
  privateKeys(): unknown[] {
    const found: unknown[] = [];
    this.inSession((session) => {
      for (const key of this.findPrivate(session)) {
        const types = [LABEL, ID, SENSITIVE, EXTRACTABLE, NEVER_EXTRACTABLE].map((type) => ({
          type: type ?? 0,
        }));
        const [label, id, ...flags] = (this.disturber?.C_GetAttributeValue(session, key, types) ?? []).map(
          ({ value }) => value,
        );
        const [sensitive, extractable, neverExtractable] = flags.map((flag) => flag[0] === 1);
        found.push({ label: `${label}`, id: `${id}`, sensitive, extractable, neverExtractable });
      }
    });
    return found;
  }

  /** Sessions of this process that answer. */
  openSessions(): number {
    let count = 0;
    for (let number = 1; number < 50; number += 1) {
      const session = Buffer.alloc(8);
      session.writeUInt8(number, 0);
      try {
        this.disturber?.C_GetSessionInfo(session);
        count += 1;
      } catch {
        // Closed, or never opened.
      }
    }
    return count;
  }

  dispose(): void {
    try {
      this.endModule();
    } catch {
      // No test started it.
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get tokens(): string {
    return path.join(this.folder, 'tokens');
  }

  private findPrivate(session: Buffer, label?: string): Buffer[] {
    const named = label === undefined ? [] : [{ type: LABEL ?? 0, value: label }];
    this.disturber?.C_FindObjectsInit(session, [{ type: CLASS ?? 0, value: PRIVATE_KEY }, ...named]);
    const found = this.disturber?.C_FindObjects(session, 10) ?? [];
    this.disturber?.C_FindObjectsFinal(session);
    return found;
  }

  private inSession(act: (session: Buffer) => void): void {
    const session = this.disturber?.C_OpenSession(this.slot(), 4) ?? Buffer.alloc(0);
    act(session);
    this.disturber?.C_CloseSession(session);
  }

  private slot(): Buffer {
    const slots = this.disturber?.C_GetSlotList(true) ?? [];
    const isOurs = (slot: Buffer): boolean =>
      this.disturber?.C_GetTokenInfo(slot).label.trimEnd() === this.label;
    return slots.find(isOurs) ?? Buffer.alloc(0);
  }
}

/** The real environment, which the library reads: a test runner gives its tests a copy of `process.env`. */
async function setEnvironment(name: string, value: string): Promise<void> {
  const script = `process.env[${JSON.stringify(name)}] = ${JSON.stringify(value)}`;
  const worker = new Worker(script, { eval: true, env: SHARE_ENV });
  await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
}
