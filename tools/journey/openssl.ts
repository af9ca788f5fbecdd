import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the judge said. */
export interface Verdict {
  readonly ok: boolean;
  readonly text: string;
}

/** OpenSSL as an outside judge, with a folder of its own that `close` removes. */
export class OpenSsl {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-journey-'));

  /** Keeps bytes in a private file and gives its path. */
  file(name: string, content: string | Uint8Array): string {
    const target = path.join(this.folder, name);
    writeFileSync(target, content, { mode: 0o600 });
    return target;
  }

  async judge(...args: string[]): Promise<Verdict> {
    try {
      const { stdout, stderr } = await run('openssl', args, { timeout: 20_000 });
      return { ok: true, text: `${stdout}${stderr}` };
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      return { ok: false, text: `${stdout}${stderr}` || String(error) };
    }
  }

  /** @throws with the judge's own words when it refuses, or when it does not say `expected`. */
  async expect(expected: RegExp, ...args: string[]): Promise<string> {
    const { ok, text } = await this.judge(...args);
    if (!ok || !expected.test(text)) throw new Error(`openssl ${args[0]}: ${text.trim()}`);
    return text;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
