import Autocomplete from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { PAPER_TYPES, paperFields, type PaperType } from '@mandataire/domain/onboarding';
import { isAdministration, legalFormName, LEGAL_FORMS, registrationFields } from '@mandataire/domain/tenant';
import { dateInParis } from '@mandataire/domain/time';
import { recordRegistration, type CompanyFile } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { DateField } from '../../ui/form-parts.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import type { CompanyDialogProps } from './company-dialog.js';

interface Values {
  readonly legalForm: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly vatNumber: string;
  readonly type: PaperType;
  readonly reference: string;
  readonly issuedOn: string;
}

const kindOf = (legalForm: string) => (isAdministration(legalForm) ? 'AUTHORITY_ACT' : 'COMPANY_PROOF');

/** The server's own rules, on the company's facts and on the proof they were read on. */
const judgeFor = (siren: string) => (values: Values) => {
  const { type, reference, issuedOn, legalForm } = values;
  const facts = registrationFields({ ...values, vatNumber: values.vatNumber || null }, siren);
  const proof = paperFields(
    { kind: kindOf(legalForm), type, reference, issuedOn: issuedOn || null, expiresOn: null },
    new Date(),
  );
  return [facts, proof].reduce(
    (faults, decided) =>
      !decided.ok && decided.refusal.kind === 'INPUT' ? { ...faults, ...decided.refusal.fields } : faults,
    {},
  );
};

function valuesOf({ registration, city }: CompanyFile): Values {
  const { legalForm, vatNumber, ...place } = registration ?? NOTHING;
  return {
    ...{ legalForm, vatNumber: vatNumber ?? '', address: place.address, postalCode: place.postalCode },
    ...{ city: place.city || city, type: PAPER_TYPES[kindOf(legalForm)][0], reference: '', issuedOn: '' },
  };
}

/** What most companies are. */
const NOTHING = { legalForm: '5710', vatNumber: null, address: '', postalCode: '', city: '' };

/** Entered from a proof that somebody has seen, where no register is asked (V3). */
export function RegistrationDialog({ file, onDone, onClose }: CompanyDialogProps) {
  const { t, locale } = useText();
  const act = useAct(recordRegistration);
  const known = file.registration;
  const fields = useFields<Values>(valuesOf(file), { judge: judgeFor(file.siren), act });
  const { values } = fields;
  const record = async () => {
    const { type, reference, issuedOn, vatNumber, ...facts } = values;
    const saved = await act.run({
      ...{ ...facts, companyId: file.id, version: known?.version ?? null, vatNumber: vatNumber || null },
      proof: { type, reference, issuedOn },
    });
    if (saved) onDone(saved);
  };
  return (
    <ActDialog
      open
      title={t('registration.edit')}
      confirm={{ label: t('registration.confirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void record())()}
      onClose={onClose}
    >
      <Autocomplete
        freeSolo
        options={Object.keys(LEGAL_FORMS)}
        getOptionLabel={(code) => `${code} – ${legalFormName(code, locale)}`}
        value={values.legalForm}
        onChange={(_, chosen) => {
          const legalForm = chosen?.slice(0, 4) ?? '';
          fields.set({ legalForm, type: PAPER_TYPES[kindOf(legalForm)][0] });
        }}
        onInputChange={(_, typed) => {
          if (/^\d{4}/.test(typed)) fields.set({ legalForm: typed.slice(0, 4) });
        }}
        renderInput={(params) => (
          <TextField
            {...params}
            name="legalForm"
            required
            label={t('registration.legalForm')}
            error={fields.fault('legalForm') !== undefined}
            helperText={fields.fault('legalForm') ?? t('registration.legalFormHelp')}
          />
        )}
      />
      <TextField {...fields.field('address', t('registration.address'))} autoComplete="off" />
      <TextField
        {...fields.field('postalCode', t('registration.postalCode'))}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
      />
      <TextField {...fields.field('city', t('registration.city'))} autoComplete="off" />
      <TextField
        {...fields.field('vatNumber', t('registration.vatNumber'), {
          optional: true,
          help: t('registration.vatHelp'),
        })}
        autoComplete="off"
      />
      <Typography variant="h3" component="h3">
        {t('registration.proof')}
      </Typography>
      <TextField {...fields.field('type', t('checklist.type'))} select>
        {PAPER_TYPES[kindOf(values.legalForm)].map((each) => (
          <MenuItem key={each} value={each}>
            {t(`checklist.types.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...fields.field('reference', t('checklist.reference'))} autoComplete="off" />
      <DateField {...fields.field('issuedOn', t('checklist.issuedOn'))} max={dateInParis(new Date())} />
    </ActDialog>
  );
}
