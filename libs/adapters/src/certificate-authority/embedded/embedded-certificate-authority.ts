import type {
  AuthorityCertificate,
  CertificateAuthority,
  IssueRequest,
  IssuedCertificate,
} from '@mandataire/application/certificate';
import type { AuthorityFamily } from '@mandataire/domain/catalogue';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import { foundAuthority, makeIssuing } from './found-authority.js';
import { authorityOf, issuerFor, loadHierarchy, newestOf, type Hierarchy } from './hierarchy.js';
import { issuePerson } from './issue-person.js';
import { CrlPublisher, issuingList, rootList } from './publish-crl.js';
import { makeOcspSigner, renewOcspSigner } from './renew-ocsp-signer.js';
import { resolveSettings, type EmbeddedAuthoritySettings, type ResolvedSettings } from './settings.js';

/** Name under which `exclusively` guards the making of authority certificates; no issuer has it as its identifier. */
const FOUNDATION = 'embedded-authority';

/** How long the authorities are taken from memory before the register is asked, in the background, for a new generation. */
const REREAD_MILLISECONDS = 30_000;

/**
 * The certification authority of the default installation (D14): a root (P-384), one issuing authority (P-256) per
 * family of usages and short-lived OCSP signers of each, over a key store and the register. `initialise` runs once per
 * start of the process that owns the keys; the other methods read the authorities from the register at their first use.
 */
export class EmbeddedCertificateAuthority implements CertificateAuthority {
  readonly capabilities = { publish: true };
  private readonly settings: ResolvedSettings;
  private readonly crls: CrlPublisher;
  private loading: Promise<Hierarchy> | undefined;
  private loadedAt = 0;

  constructor(settings: EmbeddedAuthoritySettings) {
    this.settings = resolveSettings(settings);
    this.crls = new CrlPublisher(settings.register);
  }

  /**
   * Makes what is missing of root, issuing authorities and OCSP signers, then publishes the root's (empty) list anew.
   * Safe to call at every start and from several processes; after an interruption the next call goes on where it stopped.
   * @param foundedAt when the validity of new authorities begins: before the past that a demonstration replays.
   */
  async initialise(now: Date, foundedAt = now): Promise<void> {
    await this.settings.register.exclusively(FOUNDATION, () => foundAuthority(this.settings, foundedAt));
    await this.renewOcspSigner(now);
    await this.crls.publish(rootList((await this.reload()).root), now);
  }

  /**
   * For a daily run: a new OCSP signer with a new key for each issuing authority whose signer has less than ten days
   * left. @returns whether one was made.
   */
  async renewOcspSigner(now: Date): Promise<boolean> {
    const { issuing } = await this.reload();
    return this.settings.register.exclusively(FOUNDATION, async () => {
      let made = false;
      for (const authority of issuing) {
        made = (await renewOcspSigner(this.settings, authority, now)) || made;
      }
      return made;
    });
  }

  /** Ceremony: a new OCSP signer with a new key for each issuing authority, whatever is left of the others. */
  async rotateOcspSigners(now: Date): Promise<readonly AuthorityCertificate[]> {
    return this.settings.register.exclusively(FOUNDATION, async () => {
      const made: AuthorityCertificate[] = [];
      for (const authority of (await this.reload()).issuing) {
        made.push(await makeOcspSigner(this.settings, authority, now));
      }
      return made;
    });
  }

  /**
   * Ceremony: the next issuing authority of a family, its OCSP signer and its first list. New certificates come from it
   * as soon as the running processes have read the register again; the one before it goes on signing its own list.
   * @returns the two certificates, that of the authority first.
   */
  async rollover(family: AuthorityFamily, now: Date): Promise<readonly AuthorityCertificate[]> {
    const made = await this.settings.register.exclusively(FOUNDATION, async () => {
      const hierarchy = await this.reload();
      const generation = newestOf(hierarchy, family).generation + 1;
      const root = hierarchy.root.certificate;
      const issuing = await makeIssuing(this.settings, root, { family, generation }, now);
      const signer = await makeOcspSigner(this.settings, newestOf(await this.reload(), family), now);
      return [issuing, signer] as const;
    });
    await this.publish(now, made[0].id);
    return made;
  }

  async issuerId(profile: CertificateProfile): Promise<string> {
    return issuerFor(await this.hierarchy(), profile).certificate.id;
  }

  /** A repeated call signs the same octets again: only the signature value differs (ECDSA draws a random number). */
  async issue(request: IssueRequest): Promise<IssuedCertificate> {
    const hierarchy = await this.hierarchy();
    const authority = authorityOf(hierarchy, request.issuerId);
    const der = await issuePerson(authority, this.settings, request);
    return { der, chain: [authority.certificate.der, hierarchy.root.certificate.der] };
  }

  async revoke(issuerId: string, serial: string, revokedAt: Date): Promise<void> {
    await this.settings.register.markRevoked(issuerId, serial, revokedAt);
  }

  /** Each list on its own: one that fails doesn't hold back the others. */
  async publish(
    now: Date,
    issuerId?: string,
  ): Promise<{ readonly number: number; readonly nextUpdate: Date }> {
    const known = await this.hierarchy();
    const isKnown = known.issuing.some(({ certificate }) => certificate.id === issuerId);
    const hierarchy = isKnown ? known : await this.reload();
    const issuers = issuerId === undefined ? hierarchy.issuing : [authorityOf(hierarchy, issuerId)];
    const results = await Promise.allSettled(
      issuers.map((authority) => this.crls.publish(issuingList(authority, this.settings.pkiBaseUrl), now)),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    const [first] = results
      .flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      .sort((one, other) => one.nextUpdate.getTime() - other.nextUpdate.getTime());
    if (!first) throw new RangeError('no issuing authority');
    return { number: first.number, nextUpdate: first.nextUpdate };
  }

  /**
   * From memory; read at first use, and again in the background when it is old, so that a rollover in another process
   * is seen without a restart.
   */
  private hierarchy(): Promise<Hierarchy> {
    if (!this.loading) return this.reload();
    if (performance.now() - this.loadedAt > REREAD_MILLISECONDS) this.refresh();
    return this.loading;
  }

  /** Read anew; a failure isn't kept, since another process may be initialising just now. */
  private reload(): Promise<Hierarchy> {
    const loading = loadHierarchy(this.settings);
    this.loading = loading;
    this.loadedAt = performance.now();
    loading.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }

  /** What is known stays in use until the register has answered, also when it doesn't. */
  private refresh(): void {
    this.loadedAt = performance.now();
    loadHierarchy(this.settings).then(
      (hierarchy) => (this.loading = Promise.resolve(hierarchy)),
      () => undefined,
    );
  }
}
