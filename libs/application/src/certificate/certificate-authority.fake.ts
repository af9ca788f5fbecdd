import { familyOf } from '@mandataire/domain/catalogue';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import {
  CertificateLintError,
  type CertificateAuthority,
  type CertificateRequestInspector,
  type IssuedCertificate,
  type IssueRequest,
  type SerialRevocation,
} from './certificate-authority.port.js';

/** Signs nothing; remembers what it was asked. `lint` makes the next issue find something, `fail` makes it break off. */
export class FakeCertificateAuthority implements CertificateAuthority {
  readonly capabilities = { publish: true };
  readonly issued: IssueRequest[] = [];
  readonly revoked: string[] = [];
  published = 0;
  lint = false;
  fail = false;

  async issuerId({ usages }: CertificateProfile): Promise<string> {
    return `issuer ${familyOf(usages)}`;
  }

  async issue(request: IssueRequest): Promise<IssuedCertificate> {
    if (this.lint) throw new CertificateLintError([{ clause: 'F37', message: 'CN' }]);
    if (this.fail) throw new Error('power cut');
    this.issued.push(request);
    return { der: new Uint8Array([0x30]), chain: [] };
  }

  async revoke(revocations: readonly SerialRevocation[]): Promise<void> {
    this.revoked.push(...revocations.map(({ serial }) => serial));
  }

  async publish(now: Date): Promise<{ number: number; nextUpdate: Date }> {
    this.published += 1;
    return { number: this.published, nextUpdate: now };
  }
}

/** Reads `KEY:<name>` as a good request for that key; anything else is refused with its text as the reason. */
export const fakeInspector: CertificateRequestInspector = {
  inspect: (pem) =>
    pem.startsWith('KEY:')
      ? { ok: true, publicKey: new Uint8Array([1]), publicKeyHash: pem.slice(4), algorithm: 'EC', bits: 256 }
      : { ok: false, reason: pem === 'P12' ? 'CSR_IS_PRIVATE_KEY' : 'CSR_KEY_TOO_WEAK' },
};
