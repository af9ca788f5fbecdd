import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { ListBase, useListContext } from 'react-admin';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { KeysetPagination } from './keyset-pagination.js';
import { Page } from './page.js';
import { RecordTable, type Column } from './record-table.js';

interface ListBodyProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly empty: ReactNode;
}

function Empty({ empty }: { empty: ReactNode }) {
  const { t } = useText();
  const { filterValues, setFilters } = useListContext();
  const filtered = Object.keys(filterValues).length > 0;
  return (
    <Box sx={{ p: 4, textAlign: 'center', display: 'grid', gap: 1.5, justifyItems: 'center' }}>
      <Typography color="textSecondary">{filtered ? t('list.emptyFiltered') : empty}</Typography>
      {filtered ? (
        <Button variant="outlined" size="small" onClick={() => setFilters({}, [])}>
          {t('list.clear')}
        </Button>
      ) : null}
    </Box>
  );
}

/** The rows of the list around it, with its waiting, empty and failing states and its pages. */
export function ListBody<Row extends { id: string }>({ caption, columns, empty }: ListBodyProps<Row>) {
  const { data, error, isPending, refetch } = useListContext<Row & { id: string }>();
  if (error && !data) {
    return (
      <Box sx={{ p: 2 }}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Box>
    );
  }
  if (isPending) {
    return (
      <Box sx={{ p: 2 }}>
        <LoadingBlocks heights={[28, 28, 28, 28, 28]} />
      </Box>
    );
  }
  if (!data || data.length === 0) return <Empty empty={empty} />;
  return (
    <>
      <RecordTable caption={caption} rows={data} columns={columns} />
      <KeysetPagination />
    </>
  );
}

interface ListPageProps<Row> {
  readonly resource: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly empty: ReactNode;
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  readonly perPage?: number;
}

/** A list with its filters, states and pages. */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { resource, title, columns, empty, filters, actions, perPage = 25 } = props;
  return (
    <ListBase resource={resource} perPage={perPage} disableSyncWithLocation={false} storeKey={false}>
      <Page title={title} actions={actions}>
        <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
          {filters ? (
            <Box
              role="search"
              sx={{
                display: 'flex',
                gap: 1.5,
                p: 2,
                flexWrap: 'wrap',
                borderBottom: 1,
                borderColor: 'divider',
              }}
            >
              {filters}
            </Box>
          ) : null}
          <ListBody caption={title} columns={columns} empty={empty} />
        </Paper>
      </Page>
    </ListBase>
  );
}
