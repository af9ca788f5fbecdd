import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { MAX_MANDATE_MONTHS, needsPredecessor } from '@mandataire/domain/mandate';
import { formatSiren, formatSiret } from '@mandataire/domain/tenant';
import { addMonths, isCalendarDate } from '@mandataire/domain/time';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetList, useNavigate, useNotify } from 'react-admin';
import { fetchDelegations, openMandate } from '../../graphql/mandate-life.js';
import type { Mandate, MandateAct, MandateKind } from '../../graphql/schema-mandate.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { namingFaults, scopeOf, type NamingValues } from '../../public/mandate/agent-naming.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Choices, DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields, type Faults, type Fields } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Page } from '../parts/page.js';
import { recordPath } from '../parts/router-link.js';
import { useViewer } from '../viewer-context.js';

const KINDS: readonly MandateKind[] = ['PRINCIPAL', 'DEPUTY', 'SUCCESSOR'];
const ACTS: readonly MandateAct[] = ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'];
const SIGNED = ['SELF', 'PAPER'] as const;

interface Values extends Omit<NamingValues, 'agentPhone'> {
  readonly kind: MandateKind;
  readonly predecessorId: string;
  /** SELF, PAPER, or the delegation by which somebody else signs. */
  readonly signer: string;
}

const initial = (): Values => ({
  ...{ kind: 'PRINCIPAL', predecessorId: '', signer: 'SELF', agentName: '', agentEmail: '', acts: ACTS },
  productCodes: INITIAL_CATALOGUE.map((product) => product.code),
  ...{ establishments: '', startsOn: today(), endsOn: addMonths(today(), MAX_MANDATE_MONTHS) },
});

/** A deputy begins with what he may have at most: the mandate that he stands in for. */
const within = (mandate: Mandate | undefined): Partial<Values> =>
  mandate
    ? {
        acts: mandate.acts,
        productCodes: mandate.productCodes,
        establishments: mandate.establishments.map(formatSiret).join('\n'),
        endsOn: mandate.endsOn ?? '',
      }
    : {};

function judge(values: Values, siren: string): Faults {
  const missing = needsPredecessor(values.kind) && values.predecessorId === '';
  return {
    ...namingFaults(scopeOf(values), siren, new Date()),
    ...(missing ? { predecessorId: 'REQUIRED' } : {}),
  };
}

function KindFields({ fields }: { fields: Fields<Values> }) {
  const { t } = useText();
  const { values, field, set } = fields;
  const { data: mandates = [] } = useGetList<Mandate>('mandates');
  const known = mandates.filter(
    ({ state }) =>
      state === 'ACTIVE' || (values.kind === 'SUCCESSOR' && ['ENDED', 'REVOKED', 'EXPIRED'].includes(state)),
  );
  const choose = (predecessorId: string) =>
    set({ predecessorId, ...within(known.find(({ id }) => id === predecessorId)) });
  return (
    <>
      <TextField
        select
        {...field('kind', t('laterMandate.kind'), { help: t(`laterMandate.kinds.${values.kind}Help`) })}
        onChange={(event) => set({ kind: event.target.value as MandateKind, predecessorId: '' })}
      >
        {KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`laterMandate.kinds.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {needsPredecessor(values.kind) ? (
        <TextField
          select
          {...field('predecessorId', t('laterMandate.predecessor'))}
          onChange={(event) => choose(event.target.value)}
        >
          {known.map(({ id, agentName, state }) => (
            <MenuItem key={id} value={id}>
              {agentName} ({t(`company.mandates.${state}`)})
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </>
  );
}

function ScopeFields({ fields, siren }: { fields: Fields<Values>; siren: string }) {
  const { t } = useText();
  const { values, field, fault, set } = fields;
  return (
    <>
      <TextField {...field('agentName', t('laterMandate.agentName'))} autoComplete="off" />
      <TextField {...field('agentEmail', t('laterMandate.agentEmail'))} type="email" autoComplete="off" />
      <Choices
        name="acts"
        label={t('mandate.facts.acts')}
        choices={ACTS.map((value) => ({ value, label: t(`mandate.acts.${value}`) }))}
        chosen={values.acts}
        fault={fault('acts')}
        onChange={(acts) => set({ acts })}
      />
      <Choices
        name="products"
        label={t('mandate.facts.products')}
        choices={INITIAL_CATALOGUE.map(({ code, name }) => ({ value: code, label: name }))}
        chosen={values.productCodes}
        fault={fault('productCodes')}
        onChange={(productCodes) => set({ productCodes })}
      />
      <TextField
        {...field('establishments', t('mandate.facts.establishments'), {
          optional: true,
          help: t('laterMandate.establishmentsHelp', { siren: formatSiren(siren) }),
        })}
        multiline
        minRows={2}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <DateField {...field('startsOn', t('mandates.start'))} min={today()} />
        <DateField
          {...field('endsOn', t('mandates.end'))}
          min={values.startsOn}
          max={isCalendarDate(values.startsOn) ? addMonths(values.startsOn, MAX_MANDATE_MONTHS) : ''}
        />
      </Box>
    </>
  );
}

/** The representative opens a later mandate: another MC, a deputy, a successor; who signs, and how (D12, I-4, D25). */
export function LaterMandateForm() {
  const { t } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const siren = useViewer().activeCompany?.siren ?? '';
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { loaded } = useLoaded(fetchDelegations);
  const delegations = (loaded.state === 'ready' ? loaded.value : []).filter(
    ({ endedAt }) => endedAt === null,
  );
  const act = useAct(openMandate);
  const fields = useFields<Values>(initial(), { judge: (values) => judge(values, siren), act });
  const open = async () => {
    const { kind, predecessorId, signer, ...naming } = fields.values;
    const delegationId = (SIGNED as readonly string[]).includes(signer) ? null : signer;
    const opened = await act.run({
      ...{ idempotencyKey, kind, delegationId, onPaper: signer === 'PAPER' },
      ...scopeOf(naming),
      predecessorId: predecessorId || null,
    });
    if (!opened) return;
    notify(t(signer === 'PAPER' ? 'laterMandate.openedOnPaper' : 'laterMandate.opened'), { type: 'success' });
    navigate(recordPath('mandates', opened.id));
  };
  return (
    <Page title={t('laterMandate.title')} back={{ to: '/mandates', label: t('mandates.title') }}>
      <Paper
        component="form"
        variant="outlined"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => void open())}
        sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2.5, minWidth: 0, maxWidth: 760 }}
      >
        <KindFields fields={fields} />
        <ScopeFields fields={fields} siren={siren} />
        <TextField
          select
          {...fields.field('signer', t('laterMandate.signer'), { help: t('laterMandate.signerHelp') })}
        >
          {SIGNED.map((value) => (
            <MenuItem key={value} value={value}>
              {t(`laterMandate.signers.${value}`)}
            </MenuItem>
          ))}
          {delegations.map(({ id, delegateName, actReference }) => (
            <MenuItem key={id} value={id}>
              {t('laterMandate.delegate', { name: delegateName, reference: actReference })}
            </MenuItem>
          ))}
        </TextField>
        <ErrorNotice error={act.error} />
        <Button type="submit" variant="contained" disabled={act.busy} sx={{ justifySelf: { sm: 'end' } }}>
          {t('laterMandate.open')}
        </Button>
      </Paper>
    </Page>
  );
}
