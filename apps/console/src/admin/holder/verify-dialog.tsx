import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import Box from '@mui/material/Box';
import type { MrzReading } from '@mandataire/domain/identity-document';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { recordVerification } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import type { VerificationActInput } from '../../graphql/schema-verification.js';
import { useText } from '../../i18n/use-text.js';
import { FileField, type UploadedFile } from '../../ui/file-field.js';
import { useAct } from '../../ui/use-act.js';
import { VerificationForm } from './verification/verification-form.js';

/** F14: a passport has one side that counts. */
const COPIES = ['front', 'back'] as const;
import { ActDialog } from '../../ui/act-dialog.js';
import { Declaration } from '../../ui/declaration.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { DateField } from '../../ui/form-parts.js';
import { MrzOutcome } from '../../ui/mrz-outcome.js';
import { MrzReader } from '../../ui/mrz-reader.js';
import { useFields, type Faults } from '../../ui/use-fields.js';
import { DOCUMENTS, markRead, valuesRead } from './document-fields.js';

interface Values {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentExpiresOn: string;
  readonly place: string;
  readonly verifiedOn: string;
}

/** What can be told without asking: the server decides on the rest (I-6, F61). */
function judge(values: Values): Faults {
  const number = values.documentNumber.replace(/\s/gu, '').toUpperCase();
  return {
    ...(/^[A-Z0-9]{6,14}$/.test(number) ? {} : { documentNumber: 'DOCUMENT_NUMBER_FORMAT' }),
    ...expiryFault(values),
    ...(values.place.trim() === '' ? { place: 'REQUIRED' } : {}),
    ...dayFault(values.verifiedOn),
  };
}

function expiryFault({ documentExpiresOn, verifiedOn }: Values): Faults {
  if (documentExpiresOn === '') return { documentExpiresOn: 'REQUIRED' };
  return documentExpiresOn < verifiedOn ? { documentExpiresOn: 'DOCUMENT_EXPIRED' } : {};
}

function dayFault(verifiedOn: string): Faults {
  if (verifiedOn === '') return { verifiedOn: 'REQUIRED' };
  return verifiedOn > today() ? { verifiedOn: 'IN_THE_FUTURE' } : {};
}

interface VerifyDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The MC records what he verified; the place of a planned meeting is filled in. */
export function VerifyDialog({ holder, onDone, onClose }: VerifyDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(recordVerification);
  const [copies, setCopies] = useState<readonly (UploadedFile | null)[]>([null, null]);
  const planned = holder.meetings.find(({ allowedActions }) => allowedActions.length > 0);
  const record = async (input: VerificationActInput) => {
    const fileIds = copies.flatMap((copy) => copy?.id ?? []);
    if (!(await act.run({ ...input, holderId: holder.id, fileIds }))) return;
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [compared, setCompared] = useState(false);
  const [reading, setReading] = useState<MrzReading>();
  const act = useAct(recordVerification);
  const fields = useFields<Values>(
    { documentType: 'CNI', documentNumber: '', documentExpiresOn: '', place: '', verifiedOn: today() },
    { judge: (values) => ({ ...judge(values), ...(compared ? {} : { compared: 'MUST_ACCEPT' }) }), act },
  );
  /** It fills and never attests: whoever reads compares afterwards. */
  const take = (read: MrzReading) => {
    setReading(read);
    setCompared(false);
    fields.set(valuesRead(read));
  };
  const help = markRead(fields.values, reading, t('mrz.filled'));
  const record = async () => {
    const { documentNumber, place } = fields.values;
    const tidy = { documentNumber: documentNumber.replace(/\s/gu, '').toUpperCase(), place: place.trim() };
    if (!(await act.run({ idempotencyKey, holderId: holder.id, ...fields.values, ...tidy }))) return;
    notify(t('verify.done', { name: holder.displayName }), { type: 'success' });
    onDone();
  };
  return (
    <VerificationForm
      person={{ name: holder.displayName, surname: holder.surname, givenNames: holder.givenNames }}
      place={planned?.place ?? ''}
      act={act}
      onRecord={(input) => void record(input)}
      onClose={onClose}
    >
      {COPIES.map((side, place) => (
        <FileField
          key={side}
          purpose="IDENTITY_DOCUMENT"
          label={t(`identityFiles.${side}`)}
          value={copies[place] ?? null}
          onChange={(file) => setCopies((before) => before.map((copy, n) => (n === place ? file : copy)))}
        />
      ))}
    </VerificationForm>
      <Typography>{t('verify.text')}</Typography>
      <DefinitionList
        items={[
          { term: t('data.surname'), value: holder.surname },
          { term: t('data.givenNames'), value: holder.givenNames.join(', ') },
        ]}
      />
      <MrzReader onRead={take} />
      {reading ? <MrzOutcome reading={reading} typed={holder} /> : null}
      <TextField select {...fields.field('documentType', t('verify.documentType'), help('documentType'))}>
        {DOCUMENTS.map((type) => (
          <MenuItem key={type} value={type}>
            {t(`document.${type}`)}
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <TextField
          {...fields.field('documentNumber', t('verify.documentNumber'), help('documentNumber'))}
          autoComplete="off"
          slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false } }}
        />
        <DateField
          {...fields.field('documentExpiresOn', t('verify.documentExpiresOn'), help('documentExpiresOn'))}
        />
        <TextField
          {...fields.field('place', t('verify.place'), { help: t('verify.placeHelp') })}
          autoComplete="off"
        />
        <DateField {...fields.field('verifiedOn', t('verify.verifiedOn'))} max={today()} />
      </Box>
      <Declaration
        checked={compared}
        onChange={setCompared}
        fault={compared ? undefined : fields.fault('compared')}
        label={t('verify.attest', { name: holder.displayName })}
      />
    </ActDialog>
  );
}
