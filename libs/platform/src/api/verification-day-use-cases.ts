import type { Hasher, Randomness } from '@mandataire/application/clock';
import { LinkIssuer } from '@mandataire/application/link';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';
import {
  GiveAgreement,
  MarkDayPerson,
  OpenVerificationDay,
  ReadAgreementRequest,
  ShowConsentLink,
} from '@mandataire/application/verification-day';
import { consoleAddresses } from '../console-addresses.js';

export interface VerificationDayUseCases {
  readonly openVerificationDay: OpenVerificationDay;
  readonly markDayPerson: MarkDayPerson;
  readonly showConsentLink: ShowConsentLink;
  readonly readAgreementRequest: ReadAgreementRequest;
  readonly giveAgreement: GiveAgreement;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
  readonly publicUrl: string;
}

export const verificationDayUseCases = (parts: Parts): VerificationDayUseCases => {
  const { unitOfWork, randomness, hasher, publicUrl } = parts;
  const links = new LinkIssuer(randomness, hasher);
  return {
    openVerificationDay: new OpenVerificationDay(unitOfWork, randomness),
    markDayPerson: new MarkDayPerson(unitOfWork),
    showConsentLink: new ShowConsentLink(unitOfWork, links, consoleAddresses(publicUrl)),
    readAgreementRequest: new ReadAgreementRequest(unitOfWork, hasher),
    giveAgreement: new GiveAgreement(unitOfWork, hasher, randomness),
  };
};
