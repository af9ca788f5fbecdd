import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import type { useLoaded } from '../../ui/use-loaded.js';

export type Reading<Value> = ReturnType<typeof useLoaded<Value>>;

interface LoadedRowsProps<Value> {
  readonly reading: Reading<Value>;
  readonly children: (value: Value) => ReactNode;
}

/** What was read, its waiting and its failure, within a panel. */
export function LoadedRows<Value>({ reading: { loaded, reload }, children }: LoadedRowsProps<Value>) {
  if (loaded.state === 'ready') return <>{children(loaded.value)}</>;
  return (
    <Box sx={{ p: 2 }}>
      {loaded.state === 'loading' ? (
        <LoadingBlocks heights={[28, 28, 28]} />
      ) : (
        <ErrorNotice error={loaded.error} onRetry={reload} />
      )}
    </Box>
  );
}
