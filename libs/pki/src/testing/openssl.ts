import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the judge said: exit code 0 or not, and both outputs joined. */
export interface Verdict {
  readonly ok: boolean;
  readonly output: string;
}

/** The openssl binary in a folder of its own: an independent judge of everything this library writes. */
export class OpenSsl {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'mandataire-openssl-'));

  /** Absolute path of a file with this content. */
  file(name: string, content: Uint8Array | string): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  }

  /** Never rejects: a refusal is a verdict. Doesn't block, so that a server in the same process can answer. */
  run(...parameters: readonly string[]): Promise<Verdict> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, maxBuffer: 64 << 20, timeout: 20_000 };
      execFile('openssl', parameters, options, (error, stdout, stderr) => {
        resolve({ ok: error === null, output: `${stdout}${stderr}` });
      });
    });
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
