import { mandateMachine } from '@mandataire/domain/mandate';
import { enumOf } from '../graphql/enum-of.js';

export const SIGNERS = ['REPRESENTATIVE', 'AGENT'] as const;
export const MANDATE_DECISIONS = ['APPROVE', 'REJECT', 'RETURN'] as const;
export const COMPANY_PROOFS = ['KBIS', 'RNE', 'SIRENE', 'DELEGATION'] as const;
export const IDENTITY_DOCUMENTS = ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'] as const;

export type Signer = (typeof SIGNERS)[number];

export const ACT_CODE_CHANNELS = ['MAIL', 'SMS'] as const;
export const ActCodeChannelName = enumOf('ActCodeChannel', ACT_CODE_CHANNELS);
export const SigningMeansName = enumOf('SigningMeans', ['MAIL', 'SMS', 'CERTIFICATE']);
export const EvidenceFormName = enumOf('EvidenceForm', ['PDF', 'JSON']);
export const EvidenceStageName = enumOf('EvidenceStage', ['SUBMITTED', 'DECIDED']);
export const MandateStateName = enumOf('MandateState', mandateMachine.states);
export const MandateActName = enumOf('MandateAct', ['VERIFY', 'ORDER', 'RENEW', 'REVOKE']);
export const MandateKindName = enumOf('MandateKind', ['PRINCIPAL', 'DEPUTY', 'SUCCESSOR']);
export const MandateSignerName = enumOf('MandateSigner', SIGNERS, 'Whose link it is.');
export const MandateActionEnum = enumOf('MandateActionName', [
  'APPROVE',
  'REJECT',
  'RETURN',
  'END',
  'CONFIRM',
  'WITHDRAW',
  'PRINT',
  'HAND_IN',
  'PLAN_DEPARTURE',
]);
export const MandateDecisionName = enumOf('MandateDecision', MANDATE_DECISIONS);
export const CompanyProofTypeName = enumOf('CompanyProofType', COMPANY_PROOFS);
export const IdentityDocumentTypeName = enumOf('IdentityDocumentType', IDENTITY_DOCUMENTS);
