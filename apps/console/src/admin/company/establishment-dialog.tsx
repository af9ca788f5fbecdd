import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { establishmentFields, formatSiret, normaliseSiret } from '@mandataire/domain/tenant';
import { recordEstablishment, type CompanyFile, type Establishment } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import type { CompanyDialogProps } from './company-dialog.js';

type Values = Omit<Establishment, 'version' | 'source'>;

const judgeFor = (siren: string) => (values: Values) => {
  const decided = establishmentFields(values, siren);
  return !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
};

const shownSiret = (typed: string): string => formatSiret(normaliseSiret(typed) ?? '');

const newOf = ({ name }: CompanyFile): Values => ({
  ...{ siret: '', name, address: '', postalCode: '', city: '' },
  ...{ headOffice: false, closed: false },
});

/** A new establishment, or the facts of one that is there: closed, it stays to be read. */
export function EstablishmentDialog(props: CompanyDialogProps & { readonly known: Establishment | null }) {
  const { file, known, onDone, onClose } = props;
  const { t } = useText();
  const act = useAct(recordEstablishment);
  const fields = useFields<Values>(known ? { ...known, siret: formatSiret(known.siret) } : newOf(file), {
    judge: judgeFor(file.siren),
    act,
  });
  const record = async () => {
    const { siret, name, address, postalCode, city, headOffice, closed } = fields.values;
    const facts = { siret, name, address, postalCode, city, headOffice, closed };
    const saved = await act.run({ companyId: file.id, version: known?.version ?? null, ...facts });
    if (saved) onDone(saved);
  };
  return (
    <ActDialog
      open
      title={t(known ? 'establishments.edit' : 'establishments.add')}
      confirm={{ label: t('establishments.confirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void record())()}
      onClose={onClose}
    >
      <TextField
        {...fields.field('siret', t('establishments.siret'), {
          help: t('establishments.siretHelp'),
          clean: shownSiret,
        })}
        disabled={known !== null}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
      />
      <TextField {...fields.field('name', t('establishments.name'))} autoComplete="off" />
      <TextField {...fields.field('address', t('registration.address'))} autoComplete="off" />
      <TextField
        {...fields.field('postalCode', t('registration.postalCode'))}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
      />
      <TextField {...fields.field('city', t('registration.city'))} autoComplete="off" />
      {(['headOffice', 'closed'] as const).map((flag) => (
        <FormControlLabel
          key={flag}
          control={
            <Checkbox
              checked={fields.values[flag]}
              onChange={(event) => fields.set({ [flag]: event.target.checked })}
            />
          }
          label={t(`establishments.${flag}`)}
        />
      ))}
    </ActDialog>
  );
}
