import type { CertificateRequestInspector } from '@mandataire/application/certificate';
import { inspectCertificateRequest } from '@mandataire/pki';

/** The port's inspector: PKCS#10 checks of libs/pki, which knows no port. */
export const certificateRequestInspector: CertificateRequestInspector = {
  inspect: inspectCertificateRequest,
};
