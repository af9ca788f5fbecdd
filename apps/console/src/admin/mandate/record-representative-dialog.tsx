import { isCalendarDate } from '@mandataire/domain/time';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { recordRepresentative } from '../../graphql/mandate-life.js';
import type { CompanyProofType, Mandate } from '../../graphql/schema-mandate.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { Declaration } from '../../ui/declaration.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { COMPANY_PROOFS } from './proofs.js';

interface Values {
  readonly name: string;
  readonly email: string;
  readonly companyProofType: CompanyProofType;
  readonly companyProofReference: string;
  readonly companyProofIssuedOn: string;
  readonly formerLeaves: boolean;
}

const EMPTY: Values = {
  ...{ name: '', email: '', companyProofType: 'KBIS', companyProofReference: '', companyProofIssuedOn: '' },
  formerLeaves: true,
};

const needed = (value: string) => (value.trim() === '' ? 'REQUIRED' : undefined);

interface DialogProps {
  readonly mandate: Mandate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The officer records who represents the company now, on proof (D25); mandates then wait for his confirmation (F2). */
export function RecordRepresentativeDialog({ mandate, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(recordRepresentative);
  const fields = useFields(EMPTY, {
    judge: (values) => ({
      name: needed(values.name),
      email: needed(values.email),
      companyProofReference: needed(values.companyProofReference),
      companyProofIssuedOn: isCalendarDate(values.companyProofIssuedOn) ? undefined : 'REQUIRED',
    }),
    act,
  });
  const { values, field, set } = fields;
  const record = async () => {
    if (!(await act.run({ mandateId: mandate.id, ...values }))) return;
    notify(t('representative.recorded', { name: values.name }), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('representative.title', { company: mandate.companyName })}
      confirm={{ label: t('representative.confirm') }}
      act={act}
      onConfirm={fields.submit(() => void record())}
      onClose={onClose}
    >
      <Typography>{t('representative.text')}</Typography>
      <TextField {...field('name', t('representative.name'))} autoComplete="off" />
      <TextField {...field('email', t('representative.email'))} type="email" autoComplete="off" />
      <TextField select {...field('companyProofType', t('mandateReview.proofType'))}>
        {COMPANY_PROOFS.map((type) => (
          <MenuItem key={type} value={type}>
            {t(`mandateReview.proofs.${type}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...field('companyProofReference', t('mandateReview.proofReference'))} autoComplete="off" />
      <DateField {...field('companyProofIssuedOn', t('mandateReview.proofDate'))} max={today()} />
      <Declaration
        checked={values.formerLeaves}
        onChange={(formerLeaves) => set({ formerLeaves })}
        label={t('representative.formerLeaves', { name: mandate.representativeName ?? '' })}
      />
    </ActDialog>
  );
}
