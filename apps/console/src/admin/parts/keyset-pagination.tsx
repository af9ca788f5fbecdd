import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useListContext } from 'react-admin';
import { useText } from '../../i18n/use-text.js';

/** Previous and next: a keyset list knows its neighbours, and its count when the server gives it. */
export function KeysetPagination() {
  const { t } = useText();
  const { page, perPage, setPage, hasNextPage, hasPreviousPage, data, meta } = useListContext();
  const shown = data?.length ?? 0;
  const total = (meta as { totalCount?: number } | undefined)?.totalCount;
  if (shown === 0 && page === 1) return null;
  const from = (page - 1) * perPage + 1;
  const range = { from, to: from + shown - 1, total };
  return (
    <Box
      component="nav"
      aria-label={t('list.pages')}
      sx={{
        display: 'flex',
        gap: 1,
        alignItems: 'center',
        px: 2,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Typography variant="body2" color="textSecondary" aria-live="polite" sx={{ flexGrow: 1 }}>
        {t(total === undefined ? 'list.range' : 'list.rangeOf', range)}
      </Typography>
      <Button
        size="small"
        startIcon={<ChevronLeft />}
        disabled={!hasPreviousPage}
        onClick={() => setPage(page - 1)}
      >
        {t('list.previous')}
      </Button>
      <Button
        size="small"
        endIcon={<ChevronRight />}
        disabled={!hasNextPage}
        onClick={() => setPage(page + 1)}
      >
        {t('list.next')}
      </Button>
    </Box>
  );
}
