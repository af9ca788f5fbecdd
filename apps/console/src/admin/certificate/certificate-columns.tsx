import type { CertificateState } from '@mandataire/domain/certificate';
import type { CertificateSummary } from '../../graphql/schema.js';
import type { Translate } from '../../i18n/text-store.js';
import { Expiry, Serial } from '../parts/cells.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { CertificateStateChip } from '../parts/state-chips.js';

/** Ended before its end, or never begun: its last day means nothing any more. */
export const isOver = (state: CertificateState): boolean =>
  state === 'REVOKED' || state === 'REFUSED' || state === 'ABANDONED';

/** `lead`: what a row is called, and its link: the person in the fleet, the product among one person's certificates. */
export function certificateColumns(t: Translate, lead: 'holder' | 'product'): Column<CertificateSummary>[] {
  const name = (certificate: CertificateSummary) =>
    lead === 'holder' ? certificate.holderName : certificate.productName;
  const rest: Column<CertificateSummary>[] = [
    {
      key: 'state',
      label: t('certificate.state'),
      small: 'title',
      render: (certificate) => <CertificateStateChip certificate={certificate} />,
    },
    {
      key: 'expiry',
      label: t('certificate.expiry'),
      render: (certificate) => <Expiry at={certificate.notAfter} over={isOver(certificate.state)} />,
    },
    {
      key: 'serial',
      label: t('certificate.serial'),
      render: (certificate) => <Serial serial={certificate.serial} short />,
    },
  ];
  const product: Column<CertificateSummary> = {
    key: 'product',
    label: t('certificate.product'),
    render: (certificate) => certificate.productName,
  };
  return [
    {
      key: 'lead',
      label: t(`certificate.${lead}`),
      small: 'title',
      render: (certificate) => (
        <RouterLink to={recordPath('certificates', certificate.id)}>{name(certificate)}</RouterLink>
      ),
    },
    ...(lead === 'holder' ? [product] : []),
    ...rest,
  ];
}
