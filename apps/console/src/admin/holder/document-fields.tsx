import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { MrzReading } from '@mandataire/domain/identity-document';
import type { IdentityDocumentType } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { DateField } from '../../ui/form-parts.js';
import type { Faults, Fields } from '../../ui/use-fields.js';

export const DOCUMENTS: readonly IdentityDocumentType[] = ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'];

/** What is noted of the document that was shown (F65). */
export interface DocumentValues {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentExpiresOn: string;
}

/** As the server compares it. */
export const tidyNumber = (typed: string): string => typed.replace(/\s/gu, '').toUpperCase();

/** What can be told of it without asking; `day`: of the meeting (I-6). */
export function documentFaults(values: DocumentValues, day: string): Faults {
  const { documentExpiresOn } = values;
  const number = /^[A-Z0-9]{6,14}$/.test(tidyNumber(values.documentNumber))
    ? {}
    : { documentNumber: 'DOCUMENT_NUMBER_FORMAT' };
  if (documentExpiresOn === '') return { ...number, documentExpiresOn: 'REQUIRED' };
  return documentExpiresOn < day ? { ...number, documentExpiresOn: 'DOCUMENT_EXPIRED' } : number;
}

/** What a reading puts into the form. */
export const valuesRead = ({ documentType, documentNumber, validUntil }: MrzReading): DocumentValues => ({
  documentType,
  documentNumber,
  documentExpiresOn: validUntil,
});

/** Marks a field that still has what was read. */
export const markRead = (values: DocumentValues, reading: MrzReading | undefined, mark: string) => {
  const read = reading && valuesRead(reading);
  return (name: keyof DocumentValues): { help?: string } =>
    read && values[name] === read[name] ? { help: mark } : {};
};

interface DocumentFieldsProps<Values extends DocumentValues> {
  readonly fields: Fields<Values>;
  /** The last reading: what it filled is marked until it is changed. */
  readonly reading: MrzReading | undefined;
}

/** Kind, number and end of validity of the document; what was read from it says so and stays editable. */
export function DocumentFields<Values extends DocumentValues>({
  fields,
  reading,
}: DocumentFieldsProps<Values>) {
  const { t } = useText();
  const help = markRead(fields.values, reading, t('mrz.filled'));
  const field = (name: keyof DocumentValues, label: string) =>
    fields.field(name as Extract<keyof Values, string>, label, help(name));
  return (
    <>
      <TextField select {...field('documentType', t('verify.documentType'))}>
        {DOCUMENTS.map((type) => (
          <MenuItem key={type} value={type}>
            {t(`document.${type}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...field('documentNumber', t('verify.documentNumber'))}
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false } }}
      />
      <DateField {...field('documentExpiresOn', t('verify.documentExpiresOn'))} />
    </>
  );
}
