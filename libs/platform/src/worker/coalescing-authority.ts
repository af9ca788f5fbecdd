import type {
  AuthorityCapabilities,
  CertificateAuthority,
  IssuedCertificate,
  IssueRequest,
  SerialRevocation,
} from '@mandataire/application/certificate';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import type { Clock } from '@mandataire/application/clock';

type Publication = Awaited<ReturnType<CertificateAuthority['publish']>>;

/** The list that is being made, and the one that all who ask meanwhile wait for. */
interface Turns {
  running?: Promise<Publication>;
  waiting?: Promise<Publication>;
}

/**
 * One CRL of an issuing authority for all revocations that wait for one: whoever asks while a publication runs shares the
 * next, which reads the serials only when it starts and so holds them all. Ten thousand revocations at once sign some
 * lists, not ten thousand.
 */
export class CoalescingAuthority implements CertificateAuthority {
  private readonly turns = new Map<string | undefined, Turns>();

  constructor(
    private readonly authority: CertificateAuthority,
    private readonly clock: Clock,
  ) {}

  get capabilities(): AuthorityCapabilities {
    return this.authority.capabilities;
  }

  /** The time is taken when the publication starts, not when it is asked for. */
  publish(_now?: Date, issuerId?: string): Promise<Publication> {
    const turns = this.turns.get(issuerId) ?? {};
    this.turns.set(issuerId, turns);
    turns.waiting ??= this.publishAfter(turns, issuerId);
    return turns.waiting;
  }

  issuerId(profile: CertificateProfile): Promise<string> {
    return this.authority.issuerId(profile);
  }

  issue(request: IssueRequest): Promise<IssuedCertificate> {
    return this.authority.issue(request);
  }

  revoke(revocations: readonly SerialRevocation[]): Promise<void> {
    return this.authority.revoke(revocations);
  }

  private async publishAfter(turns: Turns, issuerId: string | undefined): Promise<Publication> {
    await turns.running?.catch(() => {});
    // From here on the serials may have been read: a later caller needs another list.
    turns.running = turns.waiting;
    turns.waiting = undefined;
    return this.authority.publish(this.clock.now(), issuerId);
  }
}
