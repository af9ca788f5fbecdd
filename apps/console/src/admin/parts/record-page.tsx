import { useGetOne, useParams } from 'react-admin';
import type { ReactNode } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { NotFound } from './not-found.js';

interface RecordPageProps<Row> {
  readonly resource: string;
  /** How soon to ask again while something is under way, in milliseconds; false: not by itself. */
  readonly pollMs?: (row: Row) => number | false;
  readonly children: (row: Row, refetch: () => void) => ReactNode;
}

/** Opens the record of the address, with its waiting and failing states. */
export function RecordPage<Row extends { id: string }>({ resource, pollMs, children }: RecordPageProps<Row>) {
  const { t } = useText();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useGetOne<Row>(
    resource,
    // react-admin files the rows of lists as records too; the mark keeps a row, which has fewer fields, from opening a page.
    { id: decodeURIComponent(id), meta: { whole: true } },
    {
      refetchInterval: (query) => (query.state.data && pollMs ? pollMs(query.state.data as Row) : false),
      retry: false,
    },
  );
  if (data) return children(data, () => void refetch());
  if (isPending) return <LoadingBlocks heights={[36, 160, 240]} />;
  if (isGraphqlError(error) && error.code === 'NOT_FOUND') {
    return <NotFound text={t('error.NOT_FOUND')} to={`/${resource}`} label={t('list.back')} />;
  }
  return <ErrorNotice error={error} onRetry={() => void refetch()} />;
}
