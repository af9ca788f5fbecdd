import { formatSiret } from '@mandataire/domain/tenant';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { AgentDeparturePlan } from '../../graphql/schema-agent-departure.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { productName } from '../../ui/mandate-terms.js';
import { Panel } from '../../ui/panel.js';
import { Stacked } from '../parts/page.js';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly what: string;
}

function Lines({ lines, none }: { lines: readonly Line[]; none: string }) {
  if (lines.length === 0) return <Typography color="textSecondary">{none}</Typography>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {lines.map(({ id, name, what }, index) => (
        <Box
          component="li"
          key={id}
          sx={{
            ...{ py: 0.75, display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'space-between' },
            ...{ borderTop: index === 0 ? 0 : 1, borderColor: 'divider' },
          }}
        >
          <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {what}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

const Section = ({ title, help, children }: { title: string; help?: string; children: ReactNode }) => (
  <Panel title={title} {...(help ? { help } : {})}>
    {children}
  </Panel>
);

function Uncovered({ plan }: { plan: AgentDeparturePlan }) {
  const { t } = useText();
  const total = plan.uncovered.reduce((sum, { holders }) => sum + holders, 0);
  if (total === 0) return <Typography color="textSecondary">{t('agent-departure.allCovered')}</Typography>;
  const more = total - plan.uncoveredNames.length;
  return (
    <>
      <Typography>{plan.uncoveredNames.join(', ')}</Typography>
      {more > 0 ? <Typography>{t('agent-departure.more', { count: more })}</Typography> : null}
      <Lines
        none=""
        lines={plan.uncovered.map(({ establishment, holders }) => ({
          id: establishment ?? 'none',
          name: establishment ? formatSiret(establishment) : t('agent-departure.noEstablishment'),
          what: t('agent-departure.holders', { smart_count: holders, count: holders }),
        }))}
      />
    </>
  );
}

/** The plan as the server computed it: the act computes the same. */
export function PlanPanels({ plan }: { plan: AgentDeparturePlan }) {
  const { t, format } = useText();
  return (
    <Stacked>
      {plan.isLastAgent ? (
        <Alert severity="warning">{t('agent-departure.last', { name: plan.agentName })}</Alert>
      ) : null}
      <Section title={t('agent-departure.orders')} help={t('agent-departure.ordersHelp')}>
        <Lines
          none={t('agent-departure.noOrders')}
          lines={plan.orders.map(({ id, holderName, productCode, fate }) => ({
            id,
            name: holderName,
            what: `${productName(productCode)}, ${t(`departure.fates.${fate}`)}`,
          }))}
        />
      </Section>
      <Section title={t('agent-departure.verifications')}>
        <Lines
          none={t('agent-departure.noVerifications')}
          lines={plan.verifications.map(({ id, holderName, stays }) => ({
            id,
            name: holderName,
            what: t(stays ? 'agent-departure.stays' : 'agent-departure.toTakeOver'),
          }))}
        />
      </Section>
      <Section title={t('agent-departure.revocations')}>
        <Lines
          none={t('agent-departure.noRevocations')}
          lines={plan.revocations.map(({ id, holderName }) => ({
            id,
            name: holderName,
            what: t('agent-departure.fates.RUNS_ON'),
          }))}
        />
      </Section>
      <Section title={t('agent-departure.uncovered')} help={t('agent-departure.uncoveredHelp')}>
        <Uncovered plan={plan} />
      </Section>
      <Section title={t('agent-departure.needed')} help={t('agent-departure.neededHelp')}>
        <Lines
          none={t('agent-departure.noneNeeded')}
          lines={plan.neededMandates.map(({ mandateId, acts, productCodes, establishments, endsOn }) => ({
            id: mandateId,
            name: acts.map((act) => t(`mandate.acts.${act}`)).join(', '),
            what: [
              productCodes.map(productName).join(', '),
              establishments.map(formatSiret).join(', ') || t('mandate.facts.wholeCompany'),
              t('agent-departure.until', { date: shownDate(endsOn, format) }),
            ].join(' · '),
          }))}
        />
      </Section>
    </Stacked>
  );
}
