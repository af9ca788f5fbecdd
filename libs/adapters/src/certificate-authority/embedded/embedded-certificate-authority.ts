import type {
  CertificateAuthority,
  IssueRequest,
  IssuedCertificate,
} from '@mandataire/application/certificate';
import { foundAuthority, loadAuthority, type Authority } from './found-authority.js';
import { issuePerson } from './issue-person.js';
import { CRL_LIFETIME_HOURS, CrlPublisher } from './publish-crl.js';
import { renewOcspSigner } from './renew-ocsp-signer.js';
import {
  resolveSettings,
  statusAddresses,
  type EmbeddedAuthoritySettings,
  type ResolvedSettings,
} from './settings.js';

/** Name under which `exclusively` guards the making of authority certificates; no issuer has it as its identifier. */
const FOUNDATION = 'embedded-authority';

/**
 * The certification authority of the default installation (D14): a root (P-384), an issuing authority (P-256) and
 * short-lived OCSP signers, over a key store and the register. `initialise` runs once per start of the process that
 * owns the keys; the other methods read the authority from the register at their first use.
 */
export class EmbeddedCertificateAuthority implements CertificateAuthority {
  private readonly settings: ResolvedSettings;
  private readonly crls: CrlPublisher;
  private loading: Promise<Authority> | undefined;

  constructor(settings: EmbeddedAuthoritySettings) {
    this.settings = resolveSettings(settings);
    this.crls = new CrlPublisher(settings.register);
  }

  /**
   * Makes what is missing of root, issuing authority and OCSP signer, then publishes the root's (empty) list anew. Safe
   * to call at every start and from several processes; after an interruption the next call goes on where it stopped.
   */
  async initialise(now: Date): Promise<void> {
    await this.settings.register.exclusively(FOUNDATION, () => foundAuthority(this.settings, now));
    await this.renewOcspSigner(now);
    const { root, rootIssuer, rootKey } = await this.authority();
    const lifetimeHours = CRL_LIFETIME_HOURS.root;
    // No address in its list: the root's own certificate, which a verifier may check too, carries none.
    const scope = { only: 'AUTHORITIES' } as const;
    const { id, notAfter } = root;
    await this.crls.publish({ id, issuer: rootIssuer, key: rootKey, notAfter, scope, lifetimeHours }, now);
  }

  /** For a daily run: a new OCSP signer with a new key when less than ten days are left. @returns whether one was made. */
  async renewOcspSigner(now: Date): Promise<boolean> {
    const authority = await this.authority();
    return this.settings.register.exclusively(FOUNDATION, () =>
      renewOcspSigner(this.settings, authority, now),
    );
  }

  async issuerId(): Promise<string> {
    return (await this.authority()).issuing.id;
  }

  /** A repeated call signs the same octets again: only the signature value differs (ECDSA draws a random number). */
  async issue(request: IssueRequest): Promise<IssuedCertificate> {
    const authority = await this.authority();
    const der = await issuePerson(authority, this.settings.pkiBaseUrl, request);
    return { der, chain: [authority.issuing.der, authority.root.der] };
  }

  async revoke(serial: string, revokedAt: Date): Promise<void> {
    await this.settings.register.markRevoked(await this.issuerId(), serial, revokedAt);
  }

  async publish(now: Date): Promise<{ readonly number: number; readonly nextUpdate: Date }> {
    const { issuing, issuer, issuingKey } = await this.authority();
    const { id, notAfter } = issuing;
    const scope = { only: 'USERS', url: statusAddresses(this.settings.pkiBaseUrl).crl } as const;
    const lifetimeHours = CRL_LIFETIME_HOURS.issuing;
    const { number, nextUpdate } = await this.crls.publish(
      { id, issuer, key: issuingKey, notAfter, scope, lifetimeHours },
      now,
    );
    return { number, nextUpdate };
  }

  /** Read once; a failure isn't kept, since another process may be initialising just now. */
  private authority(): Promise<Authority> {
    if (!this.loading) {
      const loading = loadAuthority(this.settings);
      this.loading = loading;
      loading.catch(() => (this.loading = undefined));
    }
    return this.loading;
  }
}
