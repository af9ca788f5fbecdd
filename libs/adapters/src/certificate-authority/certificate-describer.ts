import type { CertificateDescriber } from '@mandataire/application/certificate';
import { describeCertificate, writeCertificateBundle } from '@mandataire/pki';

/** The port's describer: readers and writers of libs/pki, which knows no port. */
export const certificateDescriber: CertificateDescriber = {
  describe: describeCertificate,
  bundle: writeCertificateBundle,
};
