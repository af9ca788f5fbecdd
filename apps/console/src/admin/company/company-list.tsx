import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { formatSiren } from '@mandataire/domain/tenant';
import { useMemo, useState } from 'react';
import { ListBase, useGetList, useListContext } from 'react-admin';
import type { Company } from '../../graphql/schema.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { SearchFilter } from '../parts/filters.js';
import { KeysetPagination } from '../parts/keyset-pagination.js';
import { Page, Stacked } from '../parts/page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { RouterButton } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { InviteDialog } from './invite-dialog.js';
import { pipelineOf, PIPELINE_STEPS, type PipelineRow, type PipelineStep } from './pipeline.js';

const PER_PAGE = 100;
/** Others move the companies on meanwhile: signers, officers. */
const POLL_MS = 20_000;

function useColumns(
  step: PipelineStep,
  acts: boolean,
  onInvite: (row: PipelineRow) => void,
): Column<PipelineRow>[] {
  const { t, format } = useText();
  const now = new Date();
  const columns: Column<PipelineRow>[] = [
    { key: 'name', label: t('company.name'), small: 'title', render: (row) => row.name },
    { key: 'siren', label: t('company.siren'), render: (row) => formatSiren(row.siren) },
    { key: 'city', label: t('company.city'), small: 'hidden', render: (row) => row.city },
    {
      key: 'person',
      label: t('pipeline.person'),
      render: (row) => row.mandate?.representativeName ?? row.representativeEmail ?? t('app.none'),
    },
    {
      key: 'since',
      label: t('pipeline.since'),
      render: (row) => (row.since ? format.relativeDays(row.since, now) : t('app.none')),
    },
    {
      key: 'next',
      label: t('pipeline.next'),
      render: (row) =>
        step === 'stopped'
          ? t(`company.mandates.${row.mandateState}`)
          : t(`pipeline.nextActs.${step}`, { agent: row.mandate?.agentName ?? t('pipeline.theAgent') }),
    },
  ];
  if (!acts) return columns;
  return [
    ...columns,
    {
      key: 'act',
      label: t('pipeline.act'),
      render: (row) =>
        row.allowedActions.includes('INVITE_REPRESENTATIVE') ? (
          <Button
            size="small"
            variant={step === 'opened' ? 'contained' : 'outlined'}
            onClick={() => onInvite(row)}
            aria-label={`${t(step === 'opened' ? 'pipeline.invite' : 'pipeline.reinvite')} : ${row.name}`}
          >
            {t(step === 'opened' ? 'pipeline.invite' : 'pipeline.reinvite')}
          </Button>
        ) : (
          t('app.none')
        ),
    },
  ];
}

function StepPanel(props: {
  step: PipelineStep;
  rows: readonly PipelineRow[];
  onInvite: (row: PipelineRow) => void;
}) {
  const { t } = useText();
  const acts = props.rows.some((row) => row.allowedActions.length > 0);
  const columns = useColumns(props.step, acts, props.onInvite);
  if (props.rows.length === 0) return null;
  const title = `${t(`pipeline.steps.${props.step}`)} (${props.rows.length})`;
  return (
    <Panel title={title} help={t(`pipeline.help.${props.step}`)} flush>
      <RecordTable caption={title} rows={props.rows} columns={columns} />
    </Panel>
  );
}

/** How many stand at each step of what is shown. */
function Summary({ rows }: { rows: Readonly<Record<PipelineStep, readonly PipelineRow[]>> }) {
  const { t } = useText();
  return (
    <Box
      component="ul"
      aria-label={t('pipeline.summary')}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: 1,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(3, 1fr)', lg: 'repeat(5, 1fr)' },
      }}
    >
      {PIPELINE_STEPS.filter((step) => step !== 'stopped').map((step) => (
        <Paper key={step} component="li" variant="outlined" sx={{ p: 1.5 }}>
          <Typography component="span" sx={{ fontSize: '1.5rem', fontWeight: 650, display: 'block' }}>
            {rows[step].length}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary">
            {t(`pipeline.steps.${step}`)}
          </Typography>
        </Paper>
      ))}
    </Box>
  );
}

function Pipeline() {
  const { t } = useText();
  const { data, error, isPending, refetch, filterValues } = useListContext<Company>();
  const mandates = useGetList<Mandate>(
    'mandates',
    {
      pagination: { page: 1, perPage: PER_PAGE },
      filter: { states: ['AWAITING_SIGNATURES', 'UNDER_RA_REVIEW', 'ACTIVE'] },
    },
    { refetchInterval: POLL_MS },
  );
  const [inviting, setInviting] = useState<PipelineRow>();
  const rows = useMemo(() => pipelineOf(data ?? [], mandates.data ?? []), [data, mandates.data]);
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingBlocks heights={[76, 160, 160]} />;
  if (!data || data.length === 0) {
    const searched = Object.keys(filterValues).length > 0;
    return (
      <Paper variant="outlined" sx={{ p: 4, textAlign: 'center' }}>
        <Typography color="textSecondary">{t(searched ? 'list.emptyFiltered' : 'company.empty')}</Typography>
      </Paper>
    );
  }
  const done = () => {
    setInviting(undefined);
    void refetch();
    void mandates.refetch();
  };
  return (
    <Stacked>
      <Summary rows={rows} />
      {PIPELINE_STEPS.map((step) => (
        <StepPanel key={step} step={step} rows={rows[step]} onInvite={setInviting} />
      ))}
      <KeysetPagination />
      {inviting ? (
        <InviteDialog
          company={inviting}
          representativeName={inviting.mandate?.representativeName ?? null}
          onDone={done}
          onClose={() => setInviting(undefined)}
        />
      ) : null}
    </Stacked>
  );
}

/** Sales' home: each company at the step of its first mandate, with its age there and the next act. */
export function CompanyList() {
  const { t } = useText();
  const mayOpen = useMay('company.open');
  const open = mayOpen ? (
    <RouterButton to="/companies/create" variant="contained" startIcon={<Add />}>
      {t('company.open')}
    </RouterButton>
  ) : null;
  return (
    <ListBase
      resource="companies"
      perPage={PER_PAGE}
      storeKey={false}
      queryOptions={{ refetchInterval: POLL_MS }}
    >
      <Page title={t('pipeline.title')} actions={open}>
        <Box role="search">
          <SearchFilter label={t('company.searchLabel')} />
        </Box>
        <Pipeline />
      </Page>
    </ListBase>
  );
}
