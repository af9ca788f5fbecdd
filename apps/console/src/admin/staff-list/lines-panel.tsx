import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { STAFF_VERDICTS, type StaffVerdict } from '@mandataire/domain/staff-list';
import { useCallback, useEffect, useState } from 'react';
import type { StaffList, StaffListCounts, StaffListLine } from '../../graphql/schema-staff-list.js';
import { fetchStaffListLines } from '../../graphql/staff-lists.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { VerdictChip } from './verdict-chip.js';

const PAGE = 50;

type Row = StaffListLine & { readonly id: string };

function Detail({ line, t }: { line: StaffListLine; t: Translate }) {
  const label = (field: string) => t(`staffList.fields.${field}`);
  const value = (text: string) => text || t('staffList.emptyValue');
  if (line.problem) {
    const field = line.faultField ? `${label(line.faultField)} : ` : '';
    return `${field}${line.problem}`;
  }
  if (line.changes.length === 0) return t('app.none');
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {line.changes.map(({ attribute, before, after }) => (
        <li key={attribute}>
          {t('staffList.change', { field: label(attribute), before: value(before), after: value(after) })}
        </li>
      ))}
    </Box>
  );
}

/** Whom a line is about, as the file has it: given names and surname, else the address. */
function personOf({ mapping }: StaffList, { cells }: StaffListLine): string {
  const cell = (field: string) => cells[mapping.find((each) => each.field === field)?.column ?? -1] ?? '';
  return `${cell('givenNames')} ${cell('surname')}`.trim() || cell('email');
}

const columnsOf = (list: StaffList, t: Translate): Column<Row>[] => [
  { key: 'position', label: t('staffList.line'), render: ({ position }) => position },
  {
    key: 'person',
    label: t('staffList.person'),
    small: 'title',
    render: (line) => personOf(list, line) || t('app.none'),
  },
  {
    key: 'verdict',
    label: t('staffList.verdict'),
    render: (line) => <VerdictChip line={line} />,
  },
  { key: 'detail', label: t('staffList.detail'), render: (line) => <Detail line={line} t={t} /> },
];

interface LinesProps {
  readonly list: StaffList;
  readonly verdict: StaffVerdict | undefined;
}

function Lines({ list, verdict }: LinesProps) {
  const { t } = useText();
  const { id, version } = list;
  const filter = verdict ? { verdict } : {};
  const key = verdict ?? 'ALL';
  const load = useCallback(
    () => fetchStaffListLines(id, { ...(key === 'ALL' ? {} : { verdict: key }), first: PAGE, after: null }),
    // A new version has other lines.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- as the comment above says
    [id, key, version],
  );
  const { loaded, reload } = useLoaded(load);
  const [further, setFurther] = useState<{ lines: readonly StaffListLine[]; next: string | null }>();
  useEffect(() => setFurther(undefined), [load]);
  const more = useAct((after: string) => fetchStaffListLines(id, { ...filter, first: PAGE, after }));
  if (loaded.state === 'loading') {
    return (
      <Box sx={{ p: 2 }}>
        <LoadingBlocks heights={[28, 28, 28, 28]} />
      </Box>
    );
  }
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} onRetry={reload} />;
  const lines = [...loaded.value.lines, ...(further?.lines ?? [])];
  const next = further ? further.next : loaded.value.next;
  if (lines.length === 0) {
    return (
      <Typography color="textSecondary" sx={{ p: 2 }}>
        {t('staffList.noLine')}
      </Typography>
    );
  }
  const showMore = async (after: string) => {
    const page = await more.run(after);
    if (page) setFurther({ lines: [...(further?.lines ?? []), ...page.lines], next: page.next });
  };
  const rows = lines.map((line) => ({ ...line, id: String(line.position) }));
  return (
    <>
      <RecordTable caption={t('staffList.lines')} rows={rows} columns={columnsOf(list, t)} />
      <ErrorNotice error={more.error} />
      {next === null ? null : (
        <Box sx={{ p: 2, borderTop: 1, borderColor: 'divider' }}>
          <Button disabled={more.busy} onClick={() => void showMore(next)}>
            {t('staffList.more')}
          </Button>
        </Box>
      )}
    </>
  );
}

const countOf = (counts: StaffListCounts, verdict: StaffVerdict): number =>
  counts[verdict.toLowerCase() as 'create' | 'update' | 'unchanged' | 'revoke' | 'refused'];

/** Every line with its verdict and what to do about it, filtered by verdict; behind the run, by what became of it. */
export function LinesPanel({ list }: { list: StaffList }) {
  const { t, format } = useText();
  const [chosen, setChosen] = useState<StaffVerdict | 'ALL'>('ALL');
  const isOver = list.runStartedAt !== null;
  const counts = isOver ? list.outcome : list.checked;
  const words = isOver ? 'outcomes' : 'verdicts';
  const total = STAFF_VERDICTS.reduce((sum, verdict) => sum + countOf(counts, verdict), 0);
  return (
    <Panel
      title={t(isOver ? 'staffList.report' : 'staffList.result')}
      help={isOver ? undefined : t('staffList.resultHelp')}
      flush
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={chosen}
        aria-label={t('staffList.filter')}
        onChange={(_, value: StaffVerdict | 'ALL' | null) => setChosen(value ?? 'ALL')}
        sx={{
          p: 2,
          pb: 1.5,
          flexWrap: 'wrap',
          gap: 1,
          '& .MuiToggleButton-root': {
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            textTransform: 'none',
          },
        }}
      >
        {(['ALL', ...STAFF_VERDICTS] as const).map((verdict) => (
          <ToggleButton key={verdict} value={verdict}>
            {t(`staffList.${words}.${verdict}`)} (
            {format.number(verdict === 'ALL' ? total : countOf(counts, verdict))})
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {list.forgottenAt === null ? (
        <Lines list={list} verdict={chosen === 'ALL' ? undefined : chosen} />
      ) : (
        <Typography sx={{ px: 2, pb: 2 }}>
          {t('staffList.forgotten', { date: format.dateTime(list.forgottenAt) })}
        </Typography>
      )}
    </Panel>
  );
}
