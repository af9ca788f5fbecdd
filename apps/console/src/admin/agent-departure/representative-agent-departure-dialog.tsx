import { isCalendarDate } from '@mandataire/domain/time';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { reportRepresentativeDeparture } from '../../graphql/mandate-life.js';
import type { Member } from '../../graphql/schema-access.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface DialogProps {
  readonly member: Member;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const day = (date: string) => (isCalendarDate(date) ? undefined : 'REQUIRED');

/** A representative leaves: mandates stay in force, the office records his successor (F4, I-29). */
export function RepresentativeDepartureDialog({ member, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const act = useAct(reportRepresentativeDeparture);
  const fields = useFields(
    { knownOn: today(), effectiveOn: today(), reason: '' },
    { judge: ({ knownOn, effectiveOn }) => ({ knownOn: day(knownOn), effectiveOn: day(effectiveOn) }), act },
  );
  const names = { name: member.displayName };
  const report = async () => {
    const { knownOn, effectiveOn, reason } = fields.values;
    const input = { idempotencyKey, memberId: member.id, knownOn, effectiveOn };
    if (!(await act.run({ ...input, reason: reason.trim() || null }))) return;
    notify(t('agent-departure.reported', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('agent-departure.ofRepresentative', names)}
      confirm={{ label: t('agent-departure.open'), danger: true }}
      act={act}
      onConfirm={fields.submit(() => void report())}
      onClose={onClose}
    >
      <Typography>{t('agent-departure.ofRepresentativeText')}</Typography>
      <DateField {...fields.field('knownOn', t('agent-departure.knownOn'))} max={today()} />
      <DateField {...fields.field('effectiveOn', t('agent-departure.effectiveOn'))} />
      <TextField
        {...fields.field('reason', t('agent-departure.reason'), { optional: true })}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}
