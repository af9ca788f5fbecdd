import type {
  AuthorityCertificate,
  CertificateAuthority,
  CertificateRevocationList,
  IssueRequest,
  IssuedCertificate,
  SerialRevocation,
} from '@mandataire/application/certificate';
import type { AuthorityFamily } from '@mandataire/domain/catalogue';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import { endingAuthorities } from './ending.js';
import { foundAuthority, openRoot, signIssuing } from './found-authority.js';
import { authorityOf, issuerFor, loadHierarchy, newestOf, type Hierarchy } from './hierarchy.js';
import { issuePerson } from './issue-person.js';
import { CrlPublisher, issuingList, rootList } from './publish-crl.js';
import { lastSignerEnd, makeOcspSigner, renewOcspSigner } from './renew-ocsp-signer.js';
import { renewSeal } from './renew-seal.js';
import { resolveSettings, type EmbeddedAuthoritySettings, type ResolvedSettings } from './settings.js';
import { hasEnded } from './validity.js';

/** Name under which `exclusively` guards the making of authority certificates; no issuer has it as its identifier. */
const FOUNDATION = 'embedded-authority';

/** How often the register is asked whether there is a new generation of an authority. */
const REREAD_MILLISECONDS = 15_000;

/**
 * The certification authority of the default installation (D14): a root (P-384), one issuing authority (P-256) per
 * family of usages and short-lived OCSP signers of each, over key stores and the register. Ceremonies run where the root's
 * key is; the other methods work without it and read the authorities from the register at their first use.
 */
export class EmbeddedCertificateAuthority implements CertificateAuthority {
  readonly capabilities = { publish: true };
  private readonly settings: ResolvedSettings;
  private readonly crls: CrlPublisher;
  private readonly sealsHere: boolean;
  private loading: Promise<Hierarchy> | undefined;
  private rereading: NodeJS.Timeout | undefined;

  constructor(settings: EmbeddedAuthoritySettings) {
    this.settings = resolveSettings(settings);
    this.sealsHere = settings.sealKeys !== undefined;
    this.crls = new CrlPublisher(settings.register);
  }

  /**
   * Ceremony: makes what is missing of root, issuing authorities and OCSP signers, and the root's (empty) list from half
   * its life on. Needs the root's key only for what is missing. Safe to repeat, also in several processes; after an
   * interruption the next call goes on where it stopped.
   * @param since what new authorities date from: earlier than `now` where they are to have a past (the demonstration).
   */
  async initialise(now: Date, since: Date = now): Promise<void> {
    const { register } = this.settings;
    await register.exclusively(FOUNDATION, () => foundAuthority(this.settings, since));
    await this.renewOcspSigner(now);
    if (this.sealsHere) await this.renewSeal(now);
    const root = (await this.reload()).root.certificate;
    const list = await register.currentCrl(root.id);
    if (list && !isHalfOver(list, now)) return;
    await this.crls.publish(rootList(await openRoot(this.settings, root)), now);
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

  /** For a daily run and for ceremonies: the platform's seal, or its successor. @returns whether one was made. */
  async renewSeal(now: Date): Promise<boolean> {
    const hierarchy = await this.reload();
    return this.settings.register.exclusively(FOUNDATION, () => renewSeal(this.settings, hierarchy, now));
  }

  /** From when on OCSP of some issuing authority can't be signed any more; undefined when that is so of one already. */
  async ocspSignersEnd(now: Date): Promise<Date | undefined> {
    const issuing = (await this.hierarchy()).issuing.filter(({ certificate }) => !hasEnded(certificate, now));
    const ends = await Promise.all(issuing.map((authority) => lastSignerEnd(this.settings, authority)));
    const known = ends.filter((end) => end !== undefined);
    return known.length < ends.length
      ? undefined
      : known.sort((one, other) => one.getTime() - other.getTime())[0];
  }

  /** Ceremony: a new OCSP signer with a new key for each issuing authority, whatever is left of the others. */
  async rotateOcspSigners(now: Date): Promise<readonly AuthorityCertificate[]> {
    return this.settings.register.exclusively(FOUNDATION, async () => {
      const made: AuthorityCertificate[] = [];
      for (const authority of (await this.reload()).issuing) {
        if (hasEnded(authority.certificate, now)) continue;
        made.push(await makeOcspSigner(this.settings, authority, now));
      }
      return made;
    });
  }

  /**
   * Ceremony: the next issuing authority of a family, its OCSP signer and its first list. New certificates come from it
   * as soon as the running processes have read the register again; the one before it goes on signing its own list.
   * The authority is registered last, so that nobody takes certificates from it while it has no list and no signer; after
   * an interruption the next call makes the same generation, with the same key.
   * @returns the two certificates, that of the authority first.
   */
  async rollover(family: AuthorityFamily, now: Date): Promise<readonly AuthorityCertificate[]> {
    const { register, pkiBaseUrl } = this.settings;
    return register.exclusively(FOUNDATION, async () => {
      const hierarchy = await this.reload();
      const generation = newestOf(hierarchy, family).generation + 1;
      const root = hierarchy.root.certificate;
      const issuing = await signIssuing(this.settings, root, { family, generation }, now);
      await this.crls.publish(issuingList(issuing, pkiBaseUrl), now);
      const signer = await makeOcspSigner(this.settings, issuing, now);
      await register.saveAuthorityCertificate(issuing.certificate);
      await this.reload();
      return [issuing.certificate, signer];
    });
  }

  /** The names of the authorities that end too soon for a certificate of today. @throws OtherPublicAddressError */
  async ending(now: Date): Promise<readonly string[]> {
    const { root, issuing } = await this.hierarchy();
    const known = [root, ...issuing].map(({ certificate }) => certificate);
    return endingAuthorities(known, now).map(({ name }) => name);
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

  async revoke(revocations: readonly SerialRevocation[]): Promise<void> {
    await this.settings.register.markRevoked(revocations);
  }

  /** One list after the other, so that one at a time is in memory; one that fails doesn't hold back the others. */
  async publish(
    now: Date,
    issuerId?: string,
  ): Promise<{ readonly number: number; readonly nextUpdate: Date }> {
    const known = await this.hierarchy();
    const isKnown = known.issuing.some(({ certificate }) => certificate.id === issuerId);
    const hierarchy = isKnown ? known : await this.reload();
    const issuers = issuerId === undefined ? hierarchy.issuing : [authorityOf(hierarchy, issuerId)];
    const results: PromiseSettledResult<CertificateRevocationList>[] = [];
    for (const authority of issuers) {
      const list = issuingList(authority, this.settings.pkiBaseUrl);
      results.push(...(await Promise.allSettled([this.crls.publish(list, now)])));
    }
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    const [first] = results
      .flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      .sort((one, other) => one.nextUpdate.getTime() - other.nextUpdate.getTime());
    if (!first) throw new RangeError('no issuing authority');
    return { number: first.number, nextUpdate: first.nextUpdate };
  }

  /** From memory; read at first use, and from then on by a timer, so that a rollover in another process is seen in time. */
  private hierarchy(): Promise<Hierarchy> {
    return this.loading ?? this.reload();
  }

  /** Read anew; a failure isn't kept, since another process may be initialising just now. */
  private reload(): Promise<Hierarchy> {
    const loading = loadHierarchy(this.settings);
    this.loading = loading;
    this.rereading ??= setInterval(() => this.refresh(), REREAD_MILLISECONDS).unref();
    loading.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }

  /** What is known stays in use until the register has answered, also when it doesn't. */
  private refresh(): void {
    loadHierarchy(this.settings).then(
      (hierarchy) => (this.loading = Promise.resolve(hierarchy)),
      () => undefined,
    );
  }
}

/** Also when it was dated by a clock that was ahead. */
const isHalfOver = (
  { thisUpdate, nextUpdate }: Pick<CertificateRevocationList, 'thisUpdate' | 'nextUpdate'>,
  now: Date,
) => now < thisUpdate || now.getTime() >= (thisUpdate.getTime() + nextUpdate.getTime()) / 2;
