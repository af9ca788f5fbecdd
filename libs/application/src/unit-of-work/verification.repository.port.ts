import type { AssuranceLevel } from '@mandataire/domain/catalogue';
import type { IdentityMeeting, IdentityVerification } from '@mandataire/domain/identity-verification';
import type { Repository } from './repository.port.js';

export interface VerificationRepository extends Repository<IdentityVerification> {
  /**
   * The newest VERIFIED record of this identity version; of the newest one that was verified when that version never was,
   * so that the rule can say why it does not serve. One that reaches `level` comes before a newer one that does not (F13).
   */
  latestVerified(
    holderId: string,
    identityNumber: number,
    level: AssuranceLevel,
  ): Promise<IdentityVerification | undefined>;
  /** What this person has verified of that one: VERIFIED, the oldest first. */
  ofVerifier(verifierAccountId: string, holderId: string): Promise<readonly IdentityVerification[]>;
}

export interface MeetingRepository extends Repository<IdentityMeeting> {
  /** The holder's verification on its way; a unique index keeps it one. */
  openFor(holderId: string): Promise<IdentityMeeting | undefined>;
}
