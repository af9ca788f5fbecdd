import { certificateMachine } from '@mandataire/domain/certificate';
import { enumOf } from '../graphql/enum-of.js';

export const CertificateUsageName = enumOf('CertificateUsage', ['AUTHENTICATION', 'SIGNATURE']);
export const CertificateStateName = enumOf('CertificateState', certificateMachine.states);
export const CertificateActionName = enumOf('CertificateAction', ['REVOKE']);
