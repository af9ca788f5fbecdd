import type { CertificateSummary } from '../../graphql/schema.js';
import type { Translate } from '../../i18n/text-store.js';
import { Expiry, Serial } from '../parts/cells.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { CertificateStateChip } from '../parts/state-chips.js';

export const certificateColumns = (t: Translate): Column<CertificateSummary>[] => [
  {
    key: 'product',
    label: t('certificate.product'),
    small: 'title',
    render: (certificate) => (
      <RouterLink
        to={recordPath('certificates', certificate.id)}
        label={`${certificate.productName}, ${certificate.holderName}`}
      >
        {certificate.productName}
      </RouterLink>
    ),
  },
  { key: 'holder', label: t('certificate.holder'), render: (certificate) => certificate.holderName },
  {
    key: 'state',
    label: t('certificate.state'),
    small: 'title',
    render: (certificate) => <CertificateStateChip certificate={certificate} />,
  },
  {
    key: 'expiry',
    label: t('certificate.expiry'),
    render: (certificate) => <Expiry at={certificate.notAfter} muted={certificate.state !== 'ACTIVE'} />,
  },
  {
    key: 'serial',
    label: t('certificate.serial'),
    render: (certificate) => <Serial serial={certificate.serial} short />,
  },
];
