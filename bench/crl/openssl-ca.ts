import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync, writeFileSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ANSWER = { maxBuffer: 1 << 28 };

/** What stands after the date of a revocation that has a reason. */
export const WITH_REASONS = ',superseded';

export interface Revoked {
  /** Upper-case hexadecimal. */
  readonly serial: string;
  /** `YYMMDDhhmmssZ` as an index has it. */
  readonly notAfter: string;
  readonly revokedAt: string;
}

interface Index {
  readonly reason: string;
  readonly out: WriteStream;
}

export interface OpenSslRun {
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/** Subject of our profile (F37, D23) as `openssl ca` writes it on one line. */
function subject(line: number, serial: string): string {
  const siren = 732_000_000 + (line % 1_000);
  const company = `/C=FR/O=Soci\\xC3\\xA9t\\xC3\\xA9 d'Exemple ${line % 1_000} SAS/organizationIdentifier=NTRFR-${siren}/OU=0002 ${siren}`;
  const person = `/title=Responsable des march\\xC3\\xA9s/SN=Lef\\xC3\\xA8vre/GN=Anne-Marie,Zo\\xC3\\xA9/serialNumber=${serial.slice(-16)}`;
  return `${company}${person}/CN=Anne-Marie Lef\\xC3\\xA8vre`;
}

/** The most memory that a running process has held; 0 where the system doesn't tell. */
function peakMemoryOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

const CONFIG = (folder: string, reasons: string) => `
[ca]
default_ca = bench
[bench]
database = ${folder}/index${reasons}.txt
crlnumber = ${folder}/crlnumber
certificate = ${folder}/ca.pem
private_key = ${folder}/ca.key
default_md = sha256
default_crl_days = 2
crl_extensions = list
unique_subject = no
[list]
authorityKeyIdentifier = keyid
`;

/** A certification authority of OpenSSL's own with a P-256 key and an index of revoked serials. */
export class OpenSslCa {
  private constructor(private readonly folder: string) {}

  static async make(folder: string): Promise<OpenSslCa> {
    const file = (name: string) => path.join(folder, name);
    for (const reasons of ['', WITH_REASONS]) {
      writeFileSync(file(`ca${reasons}.cnf`), CONFIG(folder, reasons));
      writeFileSync(file(`index${reasons}.txt.attr`), 'unique_subject = no\n');
    }
    writeFileSync(file('crlnumber'), '01\n');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file('ca.key')];
    await run('openssl', [
      'req',
      '-x509',
      ...key,
      '-out',
      file('ca.pem'),
      '-days',
      '30',
      '-subj',
      '/CN=Bench',
    ]);
    return new OpenSslCa(folder);
  }

  /**
   * What is revoked from now on, as `openssl ca` would have written it down while it issued and revoked certificates of our
   * profile (F37): each line has its subject. Once without reasons, as in our lists (F31), once with one on each line.
   */
  async index(parts: AsyncIterable<readonly Revoked[]>): Promise<void> {
    const [plain, reasoned] = (['', WITH_REASONS] as const).map((reason) => ({
      reason,
      out: createWriteStream(path.join(this.folder, `index${reason}.txt`)),
    })) as [Index, Index];
    let line = 0;
    for await (const part of parts) {
      for (const { reason, out } of [plain, reasoned]) {
        const text = part.map(
          ({ serial, notAfter, revokedAt }, index) =>
            `R\t${notAfter}\t${revokedAt}${reason}\t${serial}\tunknown\t${subject(line + index, serial)}\n`,
        );
        if (!out.write(text.join(''))) await once(out, 'drain');
      }
      line += part.length;
    }
    for (const { out } of [plain, reasoned]) {
      out.end();
      await finished(out);
    }
  }

  /** Whole process: index read, list built, signed and written. */
  async list(reasons: '' | typeof WITH_REASONS = ''): Promise<OpenSslRun> {
    const config = path.join(this.folder, `ca${reasons}.cnf`);
    const out = path.join(this.folder, 'list.pem');
    const start = performance.now();
    const running = run('openssl', ['ca', '-gencrl', '-config', config, '-out', out]);
    let peakMemoryMb = 0;
    const looking = setInterval(() => {
      peakMemoryMb = Math.max(peakMemoryMb, peakMemoryOf(running.child.pid));
    }, 20);
    await running.finally(() => clearInterval(looking));
    return { seconds: (performance.now() - start) / 1000, peakMemoryMb };
  }

  /** OpenSSL's verdict on a list of ours. @throws when it isn't signed by the issuer */
  async verify(list: Uint8Array, issuer: string): Promise<void> {
    const [der, pem] = [path.join(this.folder, 'ours.crl'), path.join(this.folder, 'ours.pem')];
    writeFileSync(der, list);
    writeFileSync(pem, issuer);
    const args = ['crl', '-inform', 'DER', '-in', der, '-CAfile', pem, '-noout'];
    const { stderr } = await run('openssl', args, ANSWER);
    if (!stderr.includes('verify OK')) throw new Error(`openssl crl: ${stderr}`);
  }
}
