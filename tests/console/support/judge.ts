import { OpenSsl } from '@mandataire/pki/testing';
import type { Run } from '../../support/system/index.js';

/** OpenSSL with the certificates of the double-use authority, taken from the public status service as anybody would. */
export class Judge {
  private constructor(
    private readonly openssl: OpenSsl,
    private readonly statusUrl: string,
    private readonly root: string,
    private readonly issuing: string,
  ) {}

  static async of(run: Run): Promise<Judge> {
    const openssl = new OpenSsl();
    const fetched = async (name: string) => {
      const response = await fetch(`${run.urls.status}/ca/${name}.pem`);
      return openssl.file(`${name}.pem`, await response.text());
    };
    return new Judge(openssl, run.urls.status, await fetched('root'), await fetched('dual'));
  }

  /** Opens the holder's file; its certificates and the key in clear, in one PEM of this test's own. */
  async open(file: string, password: string): Promise<{ ok: boolean; info: string; pem: string }> {
    const secret = ['-passin', `pass:${password}`];
    const info = await this.openssl.run('pkcs12', '-in', file, ...secret, '-info', '-noout');
    const all = await this.openssl.run('pkcs12', '-in', file, ...secret, '-nodes');
    return { ok: info.ok && all.ok, info: info.output, pem: this.openssl.file('all.pem', all.output) };
  }

  verify(certificate: string) {
    const chain = ['-CAfile', this.root, '-untrusted', this.issuing];
    return this.openssl.run('verify', '-x509_strict', ...chain, certificate);
  }

  ocsp(certificate: string) {
    const chain = ['-issuer', this.issuing, '-CAfile', this.root, '-verify_other', this.issuing];
    return this.openssl.run(
      'ocsp',
      ...chain,
      '-cert',
      certificate,
      '-nonce',
      '-url',
      `${this.statusUrl}/ocsp`,
    );
  }

  /** The published list in words; its signature checked first. */
  async crl(): Promise<string> {
    const response = await fetch(`${this.statusUrl}/crl/dual.crl`);
    const file = this.openssl.file('dual.crl', new Uint8Array(await response.arrayBuffer()));
    const list = ['crl', '-inform', 'DER', '-in', file, '-CAfile', this.issuing, '-noout'];
    const { ok, output } = await this.openssl.run(...list, '-text');
    if (!ok || !/verify OK/.test(output)) throw new Error(`openssl crl: ${output.slice(0, 300)}`);
    return output;
  }

  serial(certificate: string) {
    return this.openssl.run('x509', '-in', certificate, '-noout', '-serial');
  }

  async publicKeys(pem: string): Promise<[string, string]> {
    const [key, certified] = await Promise.all([
      this.openssl.run('pkey', '-in', pem, '-pubout'),
      this.openssl.run('x509', '-in', pem, '-noout', '-pubkey'),
    ]);
    return [key.output, certified.output];
  }

  dispose(): void {
    this.openssl.dispose();
  }
}
