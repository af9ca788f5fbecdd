import type { StatusProbe } from '@mandataire/application/revocation';
import type { Clock } from '@mandataire/application/clock';
import { issuerOf, type Issuer } from '@mandataire/pki';
import { crlLists } from './crl-reading.js';
import { InvalidStatusError } from './invalid-status-error.js';
import { readOcspAnswer, type OcspState } from './ocsp-answer.js';
import { askOcsp } from './ocsp-question.js';

export interface HttpStatusProbeSettings {
  /** Public address of the status service, as in the certificates. */
  readonly pkiBaseUrl: string;
  /** The issuing authority's certificate as the register has it, DER. */
  readonly issuingCertificate: () => Promise<Uint8Array>;
  readonly clock: Clock;
}

const ANSWER_MS = 5_000;

/**
 * Asks the public status service over HTTP, believing nothing unsigned. The issuer's certificate is downloaded like any
 * verifier would, once, and must be the one in the register: another one would make every check worthless.
 */
export class HttpStatusProbe implements StatusProbe {
  private issuer: Promise<Issuer> | undefined;

  constructor(private readonly settings: HttpStatusProbeSettings) {}

  async ocsp(serial: string): Promise<OcspState> {
    const issuer = await this.issuing();
    const question = askOcsp(issuer, serial);
    const answer = await this.download('/ocsp', {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: question.der,
    });
    return readOcspAnswer(answer, question, issuer, this.settings.clock.now());
  }

  async crlLists(serial: string): Promise<boolean> {
    const issuer = await this.issuing();
    return crlLists(await this.download('/crl/issuing.crl'), serial, issuer, this.settings.clock.now());
  }

  /** Kept once it is right; a failure is forgotten, so that the next question tries again. */
  private issuing(): Promise<Issuer> {
    if (!this.issuer) {
      const fetching = this.fetchIssuer();
      this.issuer = fetching;
      fetching.catch(() => (this.issuer = undefined));
    }
    return this.issuer;
  }

  private async fetchIssuer(): Promise<Issuer> {
    const published = await this.download('/ca/issuing.cer');
    const expected = await this.settings.issuingCertificate();
    if (!published.equals(Buffer.from(expected))) {
      throw new InvalidStatusError('the published issuing certificate is not the one in the register');
    }
    return issuerOf(published);
  }

  private async download(path: string, init: RequestInit = {}): Promise<Buffer> {
    const response = await fetch(`${this.settings.pkiBaseUrl}${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: { ...init.headers, 'cache-control': 'no-cache' },
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new InvalidStatusError(`${path} answers ${response.status}`);
    return body;
  }
}
