import Add from '@mui/icons-material/Add';
import { formatSiren } from '@mandataire/domain/tenant';
import type { Company } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { SearchFilter } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { RouterButton } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';

export function CompanyList() {
  const { t } = useText();
  const mayOpen = useMay('company.open');
  const columns: Column<Company>[] = [
    { key: 'name', label: t('company.name'), small: 'title', render: (company) => company.name },
    { key: 'siren', label: t('company.siren'), render: (company) => formatSiren(company.siren) },
    { key: 'city', label: t('company.city'), render: (company) => company.city },
    {
      key: 'mandate',
      label: t('company.mandate'),
      render: ({ mandateState }) =>
        mandateState ? t(`company.mandates.${mandateState}`, { _: mandateState }) : t('company.none'),
    },
  ];
  const open = mayOpen ? (
    <RouterButton to="/companies/create" variant="contained" startIcon={<Add />}>
      {t('company.open')}
    </RouterButton>
  ) : null;
  return (
    <ListPage
      resource="companies"
      title={t('company.title')}
      columns={columns}
      empty={t('company.empty')}
      filters={<SearchFilter label={t('company.searchLabel')} />}
      actions={open}
    />
  );
}
