import { isCalendarDate } from '@mandataire/domain/time';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useCallback, useState } from 'react';
import { useGetList, useNavigate, useNotify } from 'react-admin';
import { fetchAgentDeparturePlan, reportAgentDeparture } from '../../graphql/mandate-life.js';
import type { AgentDeparturePlan } from '../../graphql/schema-agent-departure.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate, today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DateField } from '../../ui/form-parts.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { recordPath } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { PlanPanels } from './plan-panels.js';

interface Report {
  readonly knownOn: string;
  readonly effectiveOn: string;
  readonly reason: string;
}

const judge = ({ knownOn, effectiveOn }: Report) => ({
  knownOn: isCalendarDate(knownOn) ? (knownOn > today() ? 'IN_THE_FUTURE' : undefined) : 'REQUIRED',
  effectiveOn: isCalendarDate(effectiveOn) ? undefined : 'REQUIRED',
});

interface ReportProps {
  readonly mandate: Mandate;
  readonly plan: AgentDeparturePlan;
  readonly successorMandateId: string | null;
  readonly onChanged: () => void;
}

/** When it was known and when he goes, then the act itself, which says again what moves. */
function ReportForm({ mandate, plan, successorMandateId, onChanged }: ReportProps) {
  const { t, format } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const [confirming, setConfirming] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const act = useAct((input: Parameters<typeof reportAgentDeparture>[0]) =>
    reportAgentDeparture(input).catch((error: unknown) => {
      setConfirming(false);
      onChanged();
      throw error;
    }),
  );
  const fields = useFields<Report>({ knownOn: today(), effectiveOn: today(), reason: '' }, { judge, act });
  const { knownOn, effectiveOn, reason } = fields.values;
  const ahead = effectiveOn > today();
  const counted = (fate: string) => plan.orders.filter((order) => order.fate === fate);
  const names = { name: plan.agentName, date: shownDate(effectiveOn, format) };
  const report = async () => {
    const { planHash } = plan;
    const input = {
      idempotencyKey,
      mandateId: mandate.id,
      successorMandateId,
      knownOn,
      effectiveOn,
      planHash,
    };
    if (!(await act.run({ ...input, reason: reason.trim() || null }))) return;
    notify(t(ahead ? 'agent-departure.announced' : 'agent-departure.reported', names), { type: 'success' });
    navigate('/mandates');
  };
  return (
    <Panel title={t('agent-departure.report')} help={t('agent-departure.reportHelp')}>
      <Box
        component="form"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => setConfirming(true))}
        sx={{ display: 'grid', gap: 2, pt: 1 }}
      >
        <DateField {...fields.field('knownOn', t('agent-departure.knownOn'))} max={today()} />
        <DateField
          {...fields.field('effectiveOn', t('agent-departure.effectiveOn'), {
            help: t('agent-departure.effectiveOnHelp'),
          })}
        />
        <TextField
          {...fields.field('reason', t('agent-departure.reason'), { optional: true })}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        {confirming ? null : <ErrorNotice error={act.error} />}
        <Button type="submit" variant="contained" color="error" sx={{ justifySelf: { sm: 'end' } }}>
          {t('agent-departure.open')}
        </Button>
      </Box>
      {confirming ? (
        <ActDialog
          open
          title={t(ahead ? 'agent-departure.confirmAhead' : 'agent-departure.confirmNow', names)}
          confirm={{ label: t(ahead ? 'agent-departure.announce' : 'agent-departure.end'), danger: true }}
          act={act}
          onConfirm={() => void report()}
          onClose={() => setConfirming(false)}
        >
          <Typography>{t(ahead ? 'agent-departure.willEnd' : 'agent-departure.ends', names)}</Typography>
          {(['TRANSFERRED', 'CANCELLED', 'KEPT', 'RUNS_ON'] as const).map((fate) =>
            counted(fate).length === 0 ? null : (
              <Typography key={fate}>
                {t(`departure.fates.${fate}`)} :{' '}
                {counted(fate)
                  .map(({ holderName }) => holderName)
                  .join(', ')}
              </Typography>
            ),
          )}
          {plan.isLastAgent ? <Alert severity="warning">{t('agent-departure.last', names)}</Alert> : null}
        </ActDialog>
      ) : null}
    </Panel>
  );
}

function AgentDepartureView({ mandate }: { mandate: Mandate }) {
  const { t } = useText();
  const reports = useMay('agent-departure.report');
  const [successor, setSuccessor] = useState('');
  const { data: mandates = [] } = useGetList<Mandate>('mandates', { filter: { states: ['ACTIVE'] } });
  const others = mandates.filter(({ agentEmail }) => agentEmail !== mandate.agentEmail);
  const load = useCallback(
    () => fetchAgentDeparturePlan(mandate.id, successor || null),
    [mandate.id, successor],
  );
  const { loaded, reload } = useLoaded(load);
  return (
    <Page
      title={t('agent-departure.title', { name: mandate.agentName ?? '' })}
      subtitle={t('agent-departure.subtitle')}
      back={{ to: recordPath('mandates', mandate.id), label: t('agent-departure.back') }}
    >
      <TextField
        select
        label={t('agent-departure.successor')}
        helperText={t(others.length > 0 ? 'agent-departure.successorHelp' : 'agent-departure.noSuccessor')}
        value={successor}
        onChange={(event) => setSuccessor(event.target.value)}
        disabled={others.length === 0}
        sx={{ maxWidth: 480 }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('agent-departure.nobody')}</MenuItem>
        {others.map(({ id, agentName }) => (
          <MenuItem key={id} value={id}>
            {agentName}
          </MenuItem>
        ))}
      </TextField>
      {loaded.state === 'loading' ? <LoadingBlocks heights={[120, 120]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? (
        <Columns>
          <PlanPanels plan={loaded.value} />
          <Stacked>
            {reports && loaded.value.endingMandateIds.length > 0 ? (
              <ReportForm
                mandate={mandate}
                plan={loaded.value}
                successorMandateId={successor || null}
                onChanged={reload}
              />
            ) : null}
          </Stacked>
        </Columns>
      ) : null}
    </Page>
  );
}

/** "What if this MC leaves?": everything that depends on him, who takes it over, and the report itself (F4, I-29). */
export const AgentDeparturePage = () => (
  <RecordPage<Mandate> resource="mandates">
    {(mandate) => <AgentDepartureView mandate={mandate} />}
  </RecordPage>
);
