import type {
  AuthorityCertificate,
  PublishedCrl,
  PublishedOcsp,
  PublishedStatus,
  PublishedStatusReader,
} from '@mandataire/application/certificate';
import type { StatusProbe } from '@mandataire/application/revocation';
import type { Clock } from '@mandataire/application/clock';
import { issuerOf } from '@mandataire/pki';
import { readPublishedCrl, type ListIssuer } from './crl-reading.js';
import { InvalidStatusError } from './invalid-status-error.js';
import { readOcspAnswer, type OcspState } from './ocsp-answer.js';
import { askOcsp } from './ocsp-question.js';

/** An issuing authority as the register has it. */
export interface ProbedAuthority extends Pick<AuthorityCertificate, 'name' | 'der'> {
  /** Where its list is, as the certificates that it signs name it. */
  readonly listAddress: string | undefined;
}

export interface HttpStatusProbeSettings {
  /** Where the status service is reached from here: its public address, or an internal one. */
  readonly statusUrl: string;
  /** The issuing authority as the register has it. @throws when it has none of this identifier. */
  readonly authority: (issuerId: string) => Promise<ProbedAuthority>;
  readonly clock: Clock;
}

const ANSWER_MS = 5_000;
/** A list that hasn't changed isn't downloaded again: of so many issuers, up to so many octets each. */
const KEPT_LISTS = 8;
const KEPT_OCTETS = 8 << 20;

const valueOf = <T>(result: PromiseSettledResult<T>): T | null =>
  result.status === 'fulfilled' ? result.value : null;

interface PublishedIssuer extends ListIssuer {
  readonly slug: string;
}

/** A list that was right when it came; read anew, signature and dates, at each question. */
interface KeptList {
  readonly octets: Buffer;
  readonly tag: string | null;
}

/**
 * Asks the public status service over HTTP, believing nothing unsigned. An issuer's certificate is downloaded like any
 * verifier would, once, and must be the one in the register: another one would make every check worthless.
 */
export class HttpStatusProbe implements StatusProbe, PublishedStatusReader {
  private readonly issuers = new Map<string, Promise<PublishedIssuer>>();
  private readonly lists = new Map<string, KeptList>();

  constructor(private readonly settings: HttpStatusProbeSettings) {}

  async ocsp(issuerId: string, serial: string): Promise<OcspState> {
    return (await this.askOcsp(issuerId, serial)).state;
  }

  async crlLists(issuerId: string, serial: string): Promise<boolean> {
    return (await this.readCrl(issuerId, serial)).listed;
  }

  async read(issuerId: string, serial: string): Promise<PublishedStatus> {
    const [ocsp, crl] = await Promise.allSettled([
      this.askOcsp(issuerId, serial),
      this.readCrl(issuerId, serial),
    ]);
    return { checkedAt: this.settings.clock.now(), ocsp: valueOf(ocsp), crl: valueOf(crl) };
  }

  private async askOcsp(issuerId: string, serial: string): Promise<PublishedOcsp> {
    const issuer = await this.issuing(issuerId);
    const question = askOcsp(issuer, serial);
    const answer = await this.download('/ocsp', {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: Buffer.from(question.der),
    });
    return readOcspAnswer(answer, question, issuer, this.settings.clock.now());
  }

  private async readCrl(issuerId: string, serial: string): Promise<PublishedCrl> {
    const issuer = await this.issuing(issuerId);
    const list = await this.currentList(issuerId, issuer.slug);
    const read = readPublishedCrl(list.octets, serial, issuer, this.settings.clock.now());
    this.keep(issuerId, list);
    return read;
  }

  /** The kept one where the service says that it is still the last (RFC 9110 §13.1.2). */
  private async currentList(issuerId: string, slug: string): Promise<KeptList> {
    const kept = this.lists.get(issuerId);
    const headers: Record<string, string> = kept?.tag ? { 'if-none-match': kept.tag } : {};
    const response = await this.fetch(`/crl/${slug}.crl`, { headers });
    if (kept && response.status === 304) return kept;
    return { octets: await bodyOf(response), tag: response.headers.get('etag') };
  }

  private keep(issuerId: string, list: KeptList): void {
    this.lists.delete(issuerId);
    if (list.octets.length > KEPT_OCTETS) return;
    this.lists.set(issuerId, list);
    const [oldest] = this.lists.keys();
    if (this.lists.size > KEPT_LISTS && oldest !== undefined) this.lists.delete(oldest);
  }

  /** Kept once it is right; a failure is forgotten, so that the next question tries again. */
  private issuing(issuerId: string): Promise<PublishedIssuer> {
    const known = this.issuers.get(issuerId);
    if (known) return known;
    const fetching = this.fetchIssuer(issuerId);
    this.issuers.set(issuerId, fetching);
    fetching.catch(() => this.issuers.delete(issuerId));
    return fetching;
  }

  private async fetchIssuer(issuerId: string): Promise<PublishedIssuer> {
    const { name, der, listAddress } = await this.settings.authority(issuerId);
    const published = await this.download(`/ca/${name}.cer`);
    if (!published.equals(Buffer.from(der))) {
      throw new InvalidStatusError('the published issuing certificate is not the one in the register');
    }
    return { ...issuerOf(published), slug: name, listAddress };
  }

  private async download(path: string, init?: RequestInit): Promise<Buffer> {
    return bodyOf(await this.fetch(path, init));
  }

  private fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.settings.statusUrl}${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: { ...init.headers, 'cache-control': 'no-cache' },
    });
  }
}

async function bodyOf(response: Response): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok)
    throw new InvalidStatusError(`${new URL(response.url).pathname} answers ${response.status}`);
  return body;
}
