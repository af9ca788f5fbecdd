import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetList, type RaRecord } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { RouterButton } from '../parts/router-link.js';

const SHOWN = 10;

interface QueuePanelProps<Row> {
  readonly resource: string;
  readonly title: string;
  readonly empty: string;
  readonly columns: readonly Column<Row>[];
  readonly filter?: Record<string, unknown>;
}

/** The first rows of a list on a home page, with the way to all of them. */
export function QueuePanel<Row extends RaRecord & { id: string }>(props: QueuePanelProps<Row>) {
  const { resource, title, empty, columns, filter = {} } = props;
  const { t } = useText();
  const { data, error, isPending, refetch } = useGetList<Row>(
    resource,
    { pagination: { page: 1, perPage: SHOWN }, filter },
    { retry: false, refetchInterval: 20_000 },
  );
  const all = (
    <RouterButton to={`/${resource}`} size="small" aria-label={`${t('homes.all')} : ${title}`}>
      {t('homes.all')}
    </RouterButton>
  );
  return (
    <Panel title={title} action={all} flush>
      {isPending ? (
        <Box sx={{ p: 2 }}>
          <LoadingBlocks heights={[28, 28, 28]} />
        </Box>
      ) : null}
      {error && !data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && data.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {empty}
        </Typography>
      ) : null}
      {data && data.length > 0 ? <RecordTable caption={title} rows={data} columns={columns} /> : null}
    </Panel>
  );
}
