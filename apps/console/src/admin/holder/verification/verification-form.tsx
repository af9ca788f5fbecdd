import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { VERIFICATION_METHODS, type VerificationMethod } from '@mandataire/domain/identity-verification';
import type { MrzReading } from '@mandataire/domain/identity-document';
import { useState, type ReactNode } from 'react';
import type { VerificationActInput } from '../../../graphql/schema-verification.js';
import { today } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Declaration } from '../../../ui/declaration.js';
import { DefinitionList } from '../../../ui/definition-list.js';
import { DateField } from '../../../ui/form-parts.js';
import { MrzOutcome } from '../../../ui/mrz-outcome.js';
import { MrzReader } from '../../../ui/mrz-reader.js';
import { useFields, type Faults } from '../../../ui/use-fields.js';
import {
  DocumentInputs,
  documentOf,
  documentValueFaults,
  EMPTY_DOCUMENT,
  valuesRead,
  type DocumentValues,
} from './document-inputs.js';

interface Values extends DocumentValues {
  readonly method: VerificationMethod;
  readonly evidence: string;
  readonly place: string;
  readonly verifiedOn: string;
}

/** What can be told without asking: the server decides on the rest (I-6, F13, F61). */
const judge = (values: Values): Faults => ({
  ...documentValueFaults(values, values.verifiedOn),
  ...(values.place.trim() === '' ? { place: 'REQUIRED' } : {}),
  ...(values.method !== 'FACE_TO_FACE' && values.evidence.trim() === '' ? { evidence: 'REQUIRED' } : {}),
  ...dayFault(values.verifiedOn),
});

function dayFault(verifiedOn: string): Faults {
  if (verifiedOn === '') return { verifiedOn: 'REQUIRED' };
  return verifiedOn > today() ? { verifiedOn: 'IN_THE_FUTURE' } : {};
}

interface VerificationFormProps {
  readonly person: {
    readonly name: string;
    readonly surname: string;
    readonly givenNames: readonly string[];
  };
  readonly place?: string | undefined;
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onRecord: (input: VerificationActInput) => void;
  readonly onClose: () => void;
  /** What else belongs to the record, above the declaration. */
  readonly children?: ReactNode;
}

/** The verification that was done: the document compared with what will be certified (R30, F13, F65). */
export function VerificationForm(props: VerificationFormProps) {
  const { person, place = '', act, onRecord, onClose, children } = props;
  const { t } = useText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [compared, setCompared] = useState(false);
  const [reading, setReading] = useState<MrzReading>();
  const fields = useFields<Values>(
    { ...EMPTY_DOCUMENT, method: 'FACE_TO_FACE', evidence: '', place, verifiedOn: today() },
    { judge: (values) => ({ ...judge(values), ...(compared ? {} : { compared: 'MUST_ACCEPT' }) }), act },
  );
  /** It fills and never attests: whoever reads compares afterwards. */
  const take = (read: MrzReading) => {
    setReading(read);
    setCompared(false);
    fields.set(valuesRead(read));
  };
  const { method, evidence, place: where, verifiedOn } = fields.values;
  const distant = method !== 'FACE_TO_FACE';
  const record = () =>
    onRecord({
      ...{ idempotencyKey, method, verifiedOn, place: where.trim() },
      ...documentOf(fields.values),
      evidence: distant ? evidence.trim() : null,
    });
  return (
    <ActDialog
      open
      title={t('verify.title', { name: person.name })}
      confirm={{ label: t('verify.confirm'), busyLabel: t('verify.recording') }}
      act={act}
      onConfirm={() => fields.submit(record)()}
      onClose={onClose}
    >
      <Typography>{t('verify.text')}</Typography>
      <DefinitionList
        items={[
          { term: t('data.surname'), value: person.surname },
          { term: t('data.givenNames'), value: person.givenNames.join(', ') },
        ]}
      />
      <TextField select {...fields.field('method', t('method.label'), { help: t(`method.help.${method}`) })}>
        {VERIFICATION_METHODS.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`method.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {distant ? (
        <TextField
          {...fields.field('evidence', t(`method.evidence.${method}`))}
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false, maxLength: 128 } }}
        />
      ) : null}
      <MrzReader onRead={take} />
      {reading ? <MrzOutcome reading={reading} typed={person} /> : null}
      <DocumentInputs fields={fields} reading={reading} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <TextField
          {...fields.field('place', t('verify.place'), { help: t('verify.placeHelp') })}
          autoComplete="off"
        />
        <DateField {...fields.field('verifiedOn', t('verify.verifiedOn'))} max={today()} />
      </Box>
      {children}
      <Declaration
        checked={compared}
        onChange={setCompared}
        fault={compared ? undefined : fields.fault('compared')}
        label={t(`method.attest.${method}`, { name: person.name })}
      />
    </ActDialog>
  );
}
