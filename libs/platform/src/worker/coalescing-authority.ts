import type {
  CertificateAuthority,
  IssuedCertificate,
  IssueRequest,
} from '@mandataire/application/certificate';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import type { Clock } from '@mandataire/application/clock';

type Publication = Awaited<ReturnType<CertificateAuthority['publish']>>;

/**
 * One CRL for all revocations that wait for one: whoever asks while a publication runs shares the next, which reads the
 * serials only when it starts and so holds them all. A thousand revocations at once sign some lists, not a thousand.
 */
export class CoalescingAuthority implements CertificateAuthority {
  private running: Promise<Publication> | undefined;
  private waiting: Promise<Publication> | undefined;

  constructor(
    private readonly authority: CertificateAuthority,
    private readonly clock: Clock,
  ) {}

  publish(): Promise<Publication> {
    this.waiting ??= this.publishAfter(this.running);
    return this.waiting;
  }

  issuerId(profile: CertificateProfile): Promise<string> {
    return this.authority.issuerId(profile);
  }

  issue(request: IssueRequest): Promise<IssuedCertificate> {
    return this.authority.issue(request);
  }

  revoke(issuerId: string, serial: string, revokedAt: Date): Promise<void> {
    return this.authority.revoke(issuerId, serial, revokedAt);
  }

  private async publishAfter(previous: Promise<Publication> | undefined): Promise<Publication> {
    await previous?.catch(() => {});
    // From here on the serials may have been read: a later caller needs another list.
    this.running = this.waiting;
    this.waiting = undefined;
    return this.authority.publish(this.clock.now());
  }
}
