import type { AssuranceLevel } from '@mandataire/domain/catalogue';
import { reachesLevel, type IdentityVerification } from '@mandataire/domain/identity-verification';
import type { VerificationRepository } from './verification.repository.port.js';

/** Records of verifications, over rows that the transaction sees. */
export const verifications = (
  visible: () => readonly IdentityVerification[],
): Pick<VerificationRepository, 'latestVerified' | 'ofVerifier'> => ({
  latestVerified: async (holderId: string, identityNumber: number, level: AssuranceLevel) => {
    const verified = visible().filter((row) => row.holderId === holderId && row.state === 'VERIFIED');
    const ofVersion = verified.filter((row) => row.identityNumber === identityNumber);
    const reaching = ofVersion.filter((row) => reachesLevel(row.level, level));
    return reaching.at(-1) ?? ofVersion.at(-1) ?? verified.at(-1);
  },
  ofVerifier: async (verifierAccountId: string, holderId: string) =>
    visible().filter(
      (row) =>
        row.verifierAccountId === verifierAccountId && row.holderId === holderId && row.state === 'VERIFIED',
    ),
});
