import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.js';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly render: (row: Row) => ReactNode;
  /** On a phone: the card's title, a labelled line, or left out. */
  readonly small?: 'title' | 'line' | 'hidden';
}

interface RecordTableProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

/** A fact of a card; one that has nothing to say takes no room. */
function Line({ label, value }: { label: string; value: ReactNode }) {
  const { t } = useText();
  if (value === t('app.none')) return null;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '124px minmax(0, 1fr)',
        gap: 1,
        mt: 0.5,
        alignItems: 'baseline',
      }}
    >
      <Typography component="span" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Box component="span" sx={{ fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
        {value}
      </Box>
    </Box>
  );
}

function Cards<Row extends { id: string }>({ caption, rows, columns }: RecordTableProps<Row>) {
  const titles = columns.filter((column) => column.small === 'title');
  const lines = columns.filter((column) => (column.small ?? 'line') === 'line');
  return (
    <Box component="ul" aria-label={caption} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((row) => (
        <Box
          component="li"
          key={row.id}
          sx={{ p: 2, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
        >
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', fontWeight: 600 }}>
            {titles.map((column) => (
              <span key={column.key}>{column.render(row)}</span>
            ))}
          </Box>
          {lines.map((column) => (
            <Line key={column.key} label={column.label} value={column.render(row)} />
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** In line with the title of the panel that the table stands in. */
const LEAD = { pl: 2 } as const;

/** A dense table; cards on a phone, so that nothing scrolls sideways. */
export function RecordTable<Row extends { id: string }>(props: RecordTableProps<Row>) {
  const { caption, rows, columns } = props;
  const theme = useTheme();
  const small = useMediaQuery(theme.breakpoints.down('md'), { noSsr: true });
  if (small) return <Cards {...props} />;
  return (
    <TableContainer>
      <Table size="small" aria-label={caption}>
        <TableHead>
          <TableRow>
            {columns.map((column, i) => (
              <TableCell key={column.key} sx={i === 0 ? LEAD : undefined}>
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} hover sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
              {columns.map((column, i) => (
                <TableCell key={column.key} {...(i === 0 ? { component: 'th', scope: 'row', sx: LEAD } : {})}>
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
