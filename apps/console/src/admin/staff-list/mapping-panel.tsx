import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { mappingFaults, REQUIRED_FIELDS, STAFF_FIELDS, type StaffField } from '@mandataire/domain/staff-list';
import { useCallback, useState } from 'react';
import type { StaffList } from '../../graphql/schema-staff-list.js';
import { fetchStaffListLines, mapStaffList } from '../../graphql/staff-lists.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { faultText } from '../../ui/fault-text.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';

const NOT_THERE = '';
const SHOWN = 3;

function useColumnNames({ headers }: StaffList): string[] {
  const { t } = useText();
  return headers.map((name, column) =>
    name === ''
      ? t('staffList.column', { number: column + 1 })
      : t('staffList.columnNamed', { name, number: column + 1 }),
  );
}

function Sample({ list }: { list: StaffList }) {
  const { t } = useText();
  const { id } = list;
  const load = useCallback(() => fetchStaffListLines(id, { first: SHOWN, after: null }), [id]);
  const { loaded, reload } = useLoaded(load);
  if (loaded.state === 'loading') return <LoadingBlocks heights={[120]} />;
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} onRetry={reload} />;
  return (
    <TableContainer
      tabIndex={0}
      role="region"
      aria-label={t('staffList.sample')}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1 }}
    >
      <Table size="small" aria-label={t('staffList.sample')}>
        <TableHead>
          <TableRow>
            {list.headers.map((name, column) => (
              <TableCell key={column}>{name || t('staffList.column', { number: column + 1 })}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {loaded.value.lines.map(({ position, cells }) => (
            <TableRow key={position}>
              {list.headers.map((_, column) => (
                <TableCell key={column}>{cells[column]}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

type Chosen = Readonly<Record<StaffField, number | ''>>;

const chosenOf = ({ mapping }: StaffList): Chosen =>
  Object.fromEntries(
    STAFF_FIELDS.map((field) => [field, mapping.find((each) => each.field === field)?.column ?? NOT_THERE]),
  ) as Chosen;

interface MappingPanelProps {
  readonly list: StaffList;
  readonly onMapped: (list: StaffList) => void;
}

/** What each column is: proposed, corrected by the person, remembered by the company. */
export function MappingPanel({ list, onMapped }: MappingPanelProps) {
  const { t, locale } = useText();
  const names = useColumnNames(list);
  const [chosen, setChosen] = useState(() => chosenOf(list));
  const [tried, setTried] = useState(false);
  const act = useAct(mapStaffList);
  const mapping = STAFF_FIELDS.flatMap((field) => {
    const column = chosen[field];
    return column === NOT_THERE ? [] : [{ field, column }];
  });
  const faults = mappingFaults(
    Object.fromEntries(mapping.map(({ field, column }) => [field, column])),
    list.headers.length,
  );
  const submit = async () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const mapped = await act.run({ id: list.id, version: list.version, mapping });
    if (mapped) onMapped(mapped);
  };
  const help = (field: StaffField): string | undefined => {
    const fault = tried ? faults[field] : undefined;
    if (fault) return faultText(fault, t, locale);
    return field === 'employeeKey' || field === 'givenNames' ? t(`staffList.fieldHelp.${field}`) : undefined;
  };
  return (
    <Panel title={t('staffList.mapping')} help={t('staffList.mappingHelp')}>
      <Box sx={{ display: 'grid', gap: 2, pt: 1, minWidth: 0 }}>
        <Sample list={list} />
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' },
            maxWidth: 900,
          }}
        >
          {STAFF_FIELDS.map((field) => (
            <TextField
              key={field}
              select
              label={t(`staffList.fields.${field}`)}
              required={REQUIRED_FIELDS.includes(field)}
              value={chosen[field]}
              error={tried && faults[field] !== undefined}
              helperText={help(field)}
              onChange={({ target }) => setChosen({ ...chosen, [field]: target.value as number | '' })}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value={NOT_THERE}>{t('staffList.notThere')}</MenuItem>
              {names.map((name, column) => (
                <MenuItem key={column} value={column}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          ))}
        </Box>
        <ErrorNotice error={act.error} />
        <Box>
          <Button variant="contained" disabled={act.busy} onClick={() => void submit()}>
            {t(act.busy ? 'staffList.checking' : 'staffList.check')}
          </Button>
        </Box>
      </Box>
    </Panel>
  );
}
