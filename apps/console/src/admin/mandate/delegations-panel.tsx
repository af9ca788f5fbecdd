import { checkDelegation } from '@mandataire/domain/mandate';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { delegateSignature, endDelegation, fetchDelegations } from '../../graphql/mandate-life.js';
import type { SignatureDelegation } from '../../graphql/schema-agent-departure.js';
import type { MandateAct } from '../../graphql/schema-mandate.js';
import { shownDate, today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Choices, DateField } from '../../ui/form-parts.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useFields, type Faults } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { RecordTable, type Column } from '../parts/record-table.js';

const ACTS: readonly MandateAct[] = ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'];

interface Values {
  readonly delegateName: string;
  readonly delegateEmail: string;
  readonly actReference: string;
  readonly actDatedOn: string;
  readonly acts: readonly MandateAct[];
  readonly startsOn: string;
  readonly endsOn: string;
}

const EMPTY: Omit<Values, 'startsOn'> = {
  ...{ delegateName: '', delegateEmail: '', actReference: '', actDatedOn: '', acts: ACTS, endsOn: '' },
};

/** The server's rule (I-4), asked before anything is sent. */
function judge(values: Values): Faults {
  const decided = checkDelegation(values, new Date());
  const faults = !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
  const empty = (['actDatedOn', 'startsOn', 'endsOn', 'delegateEmail'] as const)
    .filter((name) => values[name] === '')
    .map((name) => [name, 'REQUIRED']);
  return { ...faults, ...Object.fromEntries(empty) };
}

interface DialogProps {
  readonly onDone: (delegations: readonly SignatureDelegation[]) => void;
  readonly onClose: () => void;
}

function DelegateDialog({ onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const act = useAct(delegateSignature);
  const fields = useFields<Values>({ ...EMPTY, startsOn: today() }, { judge, act });
  const { values, field, fault, set } = fields;
  const save = async () => {
    const all = await act.run({ ...values, idempotencyKey });
    if (!all) return;
    notify(t('delegation.given', { name: values.delegateName }), { type: 'success' });
    onDone(all);
  };
  return (
    <ActDialog
      open
      title={t('delegation.new')}
      confirm={{ label: t('delegation.save') }}
      act={act}
      onConfirm={fields.submit(() => void save())}
      onClose={onClose}
    >
      <Typography>{t('delegation.text')}</Typography>
      <TextField {...field('delegateName', t('delegation.name'))} autoComplete="off" />
      <TextField {...field('delegateEmail', t('delegation.email'))} type="email" autoComplete="off" />
      <TextField {...field('actReference', t('delegation.act'), { help: t('delegation.actHelp') })} />
      <DateField {...field('actDatedOn', t('delegation.actDate'))} max={today()} />
      <Choices
        name="acts"
        label={t('delegation.acts')}
        choices={ACTS.map((value) => ({ value, label: t(`mandate.acts.${value}`) }))}
        chosen={values.acts}
        fault={fault('acts')}
        onChange={(acts) => set({ acts })}
      />
      <DateField {...field('startsOn', t('mandates.start'))} />
      <DateField {...field('endsOn', t('mandates.end'))} min={values.startsOn} />
    </ActDialog>
  );
}

/** Who may sign mandates for the representative, by which act, until when (I-4). */
export function DelegationsPanel() {
  const { t, format } = useText();
  const [adding, setAdding] = useState(false);
  const { loaded, replace } = useLoaded(fetchDelegations);
  const act = useAct(endDelegation);
  const end = async (delegation: SignatureDelegation) => {
    const left = await act.run({ delegationId: delegation.id });
    if (left) replace(left);
  };
  const columns: Column<SignatureDelegation>[] = [
    { key: 'who', label: t('delegation.name'), small: 'title', render: (row) => row.delegateName },
    {
      key: 'act',
      label: t('delegation.act'),
      render: (row) => `${row.actReference}, ${shownDate(row.actDatedOn, format)}`,
    },
    {
      key: 'term',
      label: t('mandate.facts.term'),
      render: (row) =>
        row.endedAt
          ? t('delegation.ended', { date: format.date(row.endedAt) })
          : t('mandate.facts.termValue', {
              start: shownDate(row.startsOn, format),
              end: shownDate(row.endsOn, format),
            }),
    },
    {
      key: 'end',
      label: t('members.act'),
      render: (row) =>
        row.endedAt === null ? (
          <Button
            size="small"
            variant="outlined"
            color="error"
            disabled={act.busy}
            onClick={() => void end(row)}
            aria-label={`${t('delegation.end')} : ${row.delegateName}`}
          >
            {t('delegation.end')}
          </Button>
        ) : (
          t('app.none')
        ),
    },
  ];
  const rows = loaded.state === 'ready' ? loaded.value : [];
  return (
    <Panel
      title={t('delegation.title')}
      help={t('delegation.help')}
      action={
        <Button variant="outlined" onClick={() => setAdding(true)}>
          {t('delegation.open')}
        </Button>
      }
      flush
    >
      {rows.length > 0 ? (
        <RecordTable caption={t('delegation.title')} rows={rows} columns={columns} />
      ) : (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('delegation.none')}
        </Typography>
      )}
      <ErrorNotice error={act.error} />
      {adding ? (
        <DelegateDialog
          onClose={() => setAdding(false)}
          onDone={(all) => {
            replace(all);
            setAdding(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
