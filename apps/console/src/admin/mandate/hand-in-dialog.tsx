import { isCalendarDate } from '@mandataire/domain/time';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { handInSheet } from '../../graphql/mandate-life.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { FileField, type UploadedFile } from '../../ui/file-field.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface Sheet {
  readonly representativeSignedOn: string;
  readonly agentSignedOn: string;
  readonly placeOfOriginal: string;
}

const day = (date: string) => (isCalendarDate(date) ? undefined : 'REQUIRED');
const judge = ({ representativeSignedOn, agentSignedOn, placeOfOriginal }: Sheet) => ({
  representativeSignedOn: day(representativeSignedOn),
  agentSignedOn: day(agentSignedOn),
  placeOfOriginal: placeOfOriginal.trim() === '' ? 'REQUIRED' : undefined,
});

interface HandInDialogProps {
  readonly mandate: Mandate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The sheet is signed: when, and where it is kept; the office then checks it (D25, F6). */
export function HandInDialog({ mandate, onDone, onClose }: HandInDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(handInSheet);
  const [scan, setScan] = useState<UploadedFile | null>(null);
  const fields = useFields<Sheet>(
    { representativeSignedOn: '', agentSignedOn: '', placeOfOriginal: '' },
    { judge, act },
  );
  const handIn = async () => {
    const { id: mandateId, version } = mandate;
    if (!(await act.run({ mandateId, version, ...fields.values, scanFileId: scan?.id ?? null }))) return;
    notify(t('paper.handedIn'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('paper.handIn')}
      confirm={{ label: t('paper.handInConfirm') }}
      act={act}
      onConfirm={fields.submit(() => void handIn())}
      onClose={onClose}
    >
      <Typography>{t('paper.handInText')}</Typography>
      <DateField
        {...fields.field('representativeSignedOn', t('paper.representativeSignedOn'))}
        max={today()}
      />
      <DateField {...fields.field('agentSignedOn', t('paper.agentSignedOn'))} max={today()} />
      <TextField {...fields.field('placeOfOriginal', t('paper.place'), { help: t('paper.placeHelp') })} />
      <FileField purpose="MANDATE_SCAN" label={t('paper.scan')} value={scan} onChange={setScan} />
    </ActDialog>
  );
}
