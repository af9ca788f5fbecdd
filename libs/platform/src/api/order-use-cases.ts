import { certificateRequestInspector } from '@mandataire/adapters/certificate-authority';
import type { AccessGrantReader } from '@mandataire/application/access';
import type { Catalogue } from '@mandataire/application/catalogue';
import {
  AnswerCertificate,
  IssueCertificate,
  ReadRetrieval,
  type CertificateAuthority,
} from '@mandataire/application/certificate';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import {
  CancelOrder,
  CoSignOrder,
  DecideOrder,
  DeclineConsent,
  GiveConsent,
  PlaceOrder,
  ReadConsentRequest,
  ResendOrderLink,
  ResumeOrder,
} from '@mandataire/application/order';
import { RequestRevocation } from '@mandataire/application/revocation';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';

interface OrderParts {
  readonly unitOfWork: UnitOfWork;
  readonly catalogue: Catalogue;
  readonly accessGrants: AccessGrantReader;
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/** From the order to the certificate and its revocation. */
export const orderUseCases = (parts: OrderParts) => {
  const { unitOfWork, catalogue, accessGrants, authority, clock, hasher, randomness } = parts;
  return {
    resumeOrder: new ResumeOrder(unitOfWork, catalogue),
    resendOrderLink: new ResendOrderLink(unitOfWork, accessGrants, clock),
    placeOrder: new PlaceOrder(unitOfWork, catalogue, randomness),
    coSignOrder: new CoSignOrder(unitOfWork, hasher, randomness),
    cancelOrder: new CancelOrder(unitOfWork),
    decideOrder: new DecideOrder(unitOfWork, accessGrants, catalogue, { clock, hasher, randomness }),
    readConsentRequest: new ReadConsentRequest(unitOfWork, hasher),
    giveConsent: new GiveConsent(unitOfWork, hasher, randomness),
    declineConsent: new DeclineConsent(unitOfWork, hasher),
    requestRevocation: new RequestRevocation(unitOfWork, randomness),
    readRetrieval: new ReadRetrieval(unitOfWork, hasher),
    issueCertificate: new IssueCertificate(
      unitOfWork,
      authority,
      certificateRequestInspector,
      hasher,
      randomness,
    ),
    answerCertificate: new AnswerCertificate(unitOfWork, hasher, randomness),
  };
};

export type OrderUseCases = ReturnType<typeof orderUseCases>;
