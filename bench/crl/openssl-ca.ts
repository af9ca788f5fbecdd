import { execFile } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ANSWER = { maxBuffer: 1 << 28 };

const CONFIG = (folder: string) => `
[ca]
default_ca = bench
[bench]
database = ${folder}/index.txt
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
    writeFileSync(file('ca.cnf'), CONFIG(folder));
    writeFileSync(file('crlnumber'), '01\n');
    writeFileSync(file('index.txt.attr'), 'unique_subject = no\n');
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

  /** What is revoked from now on: serials in upper-case hexadecimal with `YYMMDDhhmmssZ`. */
  async index(
    parts: AsyncIterable<readonly (readonly [serial: string, revokedAt: string])[]>,
  ): Promise<void> {
    const out = createWriteStream(path.join(this.folder, 'index.txt'));
    for await (const part of parts) {
      out.write(part.map(([serial, at]) => `R\t351231235959Z\t${at}\t${serial}\tunknown\t/CN=x\n`).join(''));
    }
    out.end();
    await finished(out);
  }

  /** Whole process: index read, list built, signed and written. */
  async seconds(): Promise<number> {
    const start = performance.now();
    const out = path.join(this.folder, 'list.pem');
    await run('openssl', ['ca', '-gencrl', '-config', path.join(this.folder, 'ca.cnf'), '-out', out]);
    return (performance.now() - start) / 1000;
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
