import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { StaffList } from '../../graphql/schema-staff-list.js';
import { fetchStaffLists } from '../../graphql/staff-lists.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded, type Loaded } from '../../ui/use-loaded.js';
import { Page } from '../parts/page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { StaffListStateChip } from './staff-list-state.js';
import { UploadPanel } from './upload-panel.js';

function History({ loaded, onRetry }: { loaded: Loaded<readonly StaffList[]>; onRetry: () => void }) {
  const { t, format } = useText();
  if (loaded.state === 'loading') {
    return (
      <Box sx={{ p: 2 }}>
        <LoadingBlocks heights={[28, 28, 28]} />
      </Box>
    );
  }
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} onRetry={onRetry} />;
  const columns: Column<StaffList>[] = [
    {
      key: 'name',
      label: t('staffList.file'),
      small: 'title',
      render: ({ id, name }) => <RouterLink to={recordPath('staff-lists', id)}>{name}</RouterLink>,
    },
    {
      key: 'state',
      label: t('staffList.state'),
      render: ({ state }) => <StaffListStateChip state={state} />,
    },
    { key: 'lines', label: t('staffList.lines'), render: ({ lines }) => format.number(lines) },
    { key: 'when', label: t('staffList.when'), render: ({ uploadedAt }) => format.dateTime(uploadedAt) },
    { key: 'who', label: t('staffList.who'), render: ({ uploadedByName }) => uploadedByName },
  ];
  if (loaded.value.length > 0)
    return <RecordTable caption={t('staffList.history')} rows={loaded.value} columns={columns} />;
  return (
    <Typography color="textSecondary" sx={{ p: 2 }}>
      {t('staffList.none')}
    </Typography>
  );
}

/** A new list, and those of before. */
export function StaffListsPage() {
  const { t } = useText();
  const manages = useMay('staff-list.manage');
  const { loaded, reload } = useLoaded(fetchStaffLists);
  return (
    <Page title={t('staffList.title')}>
      {manages ? <UploadPanel /> : null}
      <Panel title={t('staffList.history')} flush>
        <History loaded={loaded} onRetry={reload} />
      </Panel>
    </Page>
  );
}
