import Add from '@mui/icons-material/Add';
import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import { useText } from '../../i18n/use-text.js';
import type { HolderSummary } from '../../graphql/schema.js';
import { Expiry } from '../parts/cells.js';
import { SearchFilter } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { VerificationChip } from '../parts/state-chips.js';
import { StatusChip } from '../parts/status-chip.js';
import { useMay } from '../viewer-context.js';

export function HolderList() {
  const { t } = useText();
  const mayAdd = useMay('holder.manage');
  const columns: Column<HolderSummary>[] = [
    {
      key: 'name',
      label: t('holder.name'),
      small: 'title',
      render: (holder) => <RouterLink to={recordPath('holders', holder.id)}>{holder.displayName}</RouterLink>,
    },
    { key: 'jobTitle', label: t('holder.jobTitle'), render: (holder) => holder.jobTitle },
    { key: 'email', label: t('data.email'), small: 'hidden', render: (holder) => holder.email },
    {
      key: 'verification',
      label: t('holder.verification'),
      render: (holder) =>
        holder.state === 'DEPARTED' ? (
          <StatusChip tone="neutral" icon={LogoutOutlined} label={t('departure.left')} />
        ) : (
          <VerificationChip verification={holder.verification} />
        ),
    },
    { key: 'active', label: t('holder.active'), render: (holder) => holder.activeCertificates },
    {
      key: 'expiry',
      label: t('holder.nextExpiry'),
      render: (holder) => (holder.nextExpiry ? <Expiry at={holder.nextExpiry} /> : t('app.none')),
    },
  ];
  const add = mayAdd ? (
    <RouterButton to="/holders/create" variant="contained" startIcon={<Add />}>
      {t('holderForm.title')}
    </RouterButton>
  ) : null;
  return (
    <ListPage
      resource="holders"
      title={t('holder.title')}
      columns={columns}
      empty={t('holder.empty')}
      actions={add}
      filters={<SearchFilter label={t('holder.searchLabel')} />}
    />
  );
}
