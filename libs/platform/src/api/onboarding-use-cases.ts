import { NoRegistry, SireneRegistry } from '@mandataire/adapters/company-registry';
import type { Randomness } from '@mandataire/application/clock';
import {
  FollowCompany,
  RecordEstablishment,
  RecordPaper,
  RecordRegistration,
  RefreshRegistration,
  type CompanyRegistry,
} from '@mandataire/application/onboarding';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';
import type { ApiConfig } from '../config/index.js';

/** The public register where one is configured; else the number's key and proofs entered by hand. */
export const companyRegistry = ({ SIRENE_URL, SIRENE_KEY }: ApiConfig): CompanyRegistry =>
  SIRENE_URL !== undefined && SIRENE_KEY !== undefined
    ? new SireneRegistry({ url: SIRENE_URL, key: SIRENE_KEY })
    : new NoRegistry();

export interface OnboardingUseCases {
  readonly recordRegistration: RecordRegistration;
  readonly refreshRegistration: RefreshRegistration;
  readonly recordEstablishment: RecordEstablishment;
  readonly recordPaper: RecordPaper;
  readonly followCompany: FollowCompany;
}

/** Sales' work on a company before it has an MC (R31). */
export const onboardingUseCases = (
  unitOfWork: UnitOfWork,
  randomness: Randomness,
  registry: CompanyRegistry,
): OnboardingUseCases => ({
  recordRegistration: new RecordRegistration(unitOfWork, randomness),
  refreshRegistration: new RefreshRegistration(unitOfWork, registry, randomness),
  recordEstablishment: new RecordEstablishment(unitOfWork, randomness),
  recordPaper: new RecordPaper(unitOfWork, randomness),
  followCompany: new FollowCompany(unitOfWork),
});
