import type { CertificateDescriber } from '@mandataire/application/certificate';
import { certificatesOnly, describeCertificate } from '@mandataire/pki';

/** The port's describer: readers and writers of libs/pki, which knows no port. */
export const certificateDescriber: CertificateDescriber = {
  describe: describeCertificate,
  bundle: certificatesOnly,
};
