import Add from '@mui/icons-material/Add';
import SearchOutlined from '@mui/icons-material/SearchOutlined';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import InputAdornment from '@mui/material/InputAdornment';
import Paper from '@mui/material/Paper';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { formatSiren } from '@mandataire/domain/tenant';
import { useState } from 'react';
import type { Pipeline, PipelineColumn, PipelineEntry } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { Page, Stacked } from '../parts/page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { CompanyBoard } from './company-board.js';
import { ActDialogs, EntryActs, type ChosenAct } from './pipeline-acts.js';
import { Age, nextActOf } from './pipeline-facts.js';
import { usePipeline, type PipelineWish } from './use-pipeline.js';

type Row = PipelineEntry & { readonly id: string };

function useColumns(step: PipelineColumn['step'], onChoose: (chosen: ChosenAct) => void): Column<Row>[] {
  const { t, format } = useText();
  return [
    {
      key: 'name',
      label: t('company.name'),
      small: 'title',
      render: ({ company }) => (
        <RouterLink to={recordPath('companies', company.id)}>{company.name}</RouterLink>
      ),
    },
    { key: 'siren', label: t('company.siren'), render: ({ company }) => formatSiren(company.siren) },
    {
      key: 'person',
      label: t('pipeline.person'),
      render: ({ representativeName, company }) =>
        representativeName ?? company.representativeEmail ?? t('app.none'),
    },
    { key: 'owner', label: t('pipeline.owner'), render: ({ ownerName }) => ownerName ?? t('app.none') },
    { key: 'since', label: t('pipeline.since'), render: (entry) => <Age entry={entry} /> },
    { key: 'next', label: t('pipeline.next'), render: (entry) => nextActOf(step, entry, t, format) },
    {
      key: 'act',
      label: t('pipeline.act'),
      render: (entry) => <EntryActs step={step} entry={entry} onChoose={onChoose} />,
    },
  ];
}

function StepPanel(props: { column: PipelineColumn; cap: number; onChoose: (chosen: ChosenAct) => void }) {
  const { t } = useText();
  const { step, count, entries } = props.column;
  const columns = useColumns(step, props.onChoose);
  if (count === 0) return null;
  const title = `${t(`pipeline.steps.${step}`)} (${count})`;
  const rows = entries.map((entry): Row => ({ ...entry, id: entry.company.id }));
  return (
    <Panel title={title} help={t(`pipeline.help.${step}`)} flush>
      <RecordTable caption={title} rows={rows} columns={columns} />
      {count > entries.length ? (
        <Typography variant="body2" color="textSecondary" sx={{ p: 2 }}>
          {t('pipeline.more', { count: count - entries.length, cap: props.cap })}
        </Typography>
      ) : null}
    </Panel>
  );
}

type View = 'list' | 'board';

/** The last choice of the session: whoever works on the board comes back to it. */
let lastView: View = 'list';

interface ToolsProps {
  readonly wish: PipelineWish;
  readonly onWish: (wish: PipelineWish) => void;
  readonly view: View;
  readonly onView: (view: View) => void;
}

function Tools({ wish, onWish, view, onView }: ToolsProps) {
  const { t } = useText();
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
      <TextField
        label={t('company.searchLabel')}
        type="search"
        value={wish.search}
        onChange={(event) => onWish({ ...wish, search: event.target.value })}
        sx={{ flex: '1 1 240px', maxWidth: { sm: 360 } }}
        slotProps={{
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchOutlined fontSize="small" aria-hidden />
              </InputAdornment>
            ),
          },
        }}
      />
      <FormControlLabel
        control={
          <Switch checked={wish.mine} onChange={(event) => onWish({ ...wish, mine: event.target.checked })} />
        }
        label={t('pipeline.mine')}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={view}
        aria-label={t('pipeline.view')}
        onChange={(_, chosen: View | null) => chosen && onView(chosen)}
      >
        <ToggleButton value="list">{t('pipeline.list')}</ToggleButton>
        <ToggleButton value="board">{t('pipeline.board')}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
}

function Body(props: {
  pipeline: Pipeline;
  view: View;
  filtered: boolean;
  onChoose: (chosen: ChosenAct) => void;
}) {
  const { t } = useText();
  const { pipeline, view, filtered, onChoose } = props;
  if (pipeline.columns.every(({ count }) => count === 0)) {
    return (
      <Paper variant="outlined" sx={{ p: 4, textAlign: 'center' }}>
        <Typography color="textSecondary">{t(filtered ? 'list.emptyFiltered' : 'company.empty')}</Typography>
      </Paper>
    );
  }
  if (view === 'board') return <CompanyBoard pipeline={pipeline} onChoose={onChoose} />;
  return (
    <Stacked>
      {pipeline.columns.map((column) => (
        <StepPanel key={column.step} column={column} cap={pipeline.cap} onChoose={onChoose} />
      ))}
    </Stacked>
  );
}

/** Sales' home: each company at its step, with its age there, its owner and the next act; a list or a board. */
export function CompanyList() {
  const { t } = useText();
  const mayOpen = useMay('company.open');
  const { wish, setWish, pipeline, error, refetch } = usePipeline();
  const [view, setView] = useState(lastView);
  const [chosen, setChosen] = useState<ChosenAct>();
  const open = mayOpen ? (
    <RouterButton to="/companies/create" variant="contained" startIcon={<Add />}>
      {t('company.open')}
    </RouterButton>
  ) : null;
  const choose = (next: View) => {
    lastView = next;
    setView(next);
  };
  const close = () => setChosen(undefined);
  const done = () => {
    close();
    refetch();
  };
  return (
    <Page title={t('pipeline.title')} actions={open}>
      <Tools wish={wish} onWish={setWish} view={view} onView={choose} />
      {error ? <ErrorNotice error={error} onRetry={refetch} /> : null}
      {!pipeline && !error ? <LoadingBlocks heights={[76, 160, 160]} /> : null}
      {pipeline ? (
        <Body
          pipeline={pipeline}
          view={view}
          filtered={wish.mine || wish.search.trim() !== ''}
          onChoose={setChosen}
        />
      ) : null}
      <ActDialogs chosen={chosen} onDone={done} onClose={close} />
    </Page>
  );
}
