import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { MrzReading } from '@mandataire/domain/identity-document';
import { documentFaults, isFormerCni } from '@mandataire/domain/identity-verification';
import { addMonths } from '@mandataire/domain/time';
import type { IdentityDocumentType } from '../../../graphql/schema-mandate.js';
import type { DocumentInput } from '../../../graphql/schema-verification.js';
import { today } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { DateField } from '../../../ui/form-parts.js';
import type { Faults, Fields } from '../../../ui/use-fields.js';

const DOCUMENTS: readonly IdentityDocumentType[] = ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'];

/** As they are typed, or as a reader of documents fills them: `fields.set(values)` takes any part of them. */
export interface DocumentValues {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentCountry: string;
  readonly documentIssuedOn: string;
  readonly documentExpiresOn: string;
  readonly birthDate: string;
}

export const EMPTY_DOCUMENT: DocumentValues = {
  documentType: 'CNI',
  documentNumber: '',
  documentCountry: 'FRA',
  documentIssuedOn: '',
  documentExpiresOn: '',
  birthDate: '',
};

const tidyNumber = (typed: string): string => typed.replace(/[\s-]/gu, '').toUpperCase();

export const isFormer = ({ documentType, documentNumber, documentCountry }: DocumentValues): boolean =>
  isFormerCni(documentType, tidyNumber(documentNumber), documentCountry.trim().toUpperCase() || 'FRA');

export const documentOf = (values: DocumentValues): DocumentInput => ({
  documentType: values.documentType,
  documentNumber: tidyNumber(values.documentNumber),
  documentCountry: values.documentCountry.trim().toUpperCase() || null,
  documentIssuedOn: values.documentIssuedOn || null,
  birthDate: isFormer(values) ? values.birthDate || null : null,
  documentExpiresOn: values.documentExpiresOn,
});

/** The server's rules on a document shown on this day (I-6); how long a CNI of before August 2021 is valid it alone decides (D10). */
export const documentValueFaults = (values: DocumentValues, day: string): Faults => ({
  ...documentFaults(documentOf(values), new Date()),
  ...expiryFault(values, day),
});

function expiryFault(values: DocumentValues, day: string): Faults {
  if (values.documentExpiresOn === '') return { documentExpiresOn: 'REQUIRED' };
  const over = !isFormer(values) && values.documentExpiresOn < day;
  return over ? { documentExpiresOn: 'DOCUMENT_EXPIRED' } : {};
}

const EXTENSION_MONTHS = 60;

/** What a reading puts into the form: the end as it is printed, which D10 may move later. */
export const valuesRead = (reading: MrzReading): Partial<DocumentValues> => ({
  documentType: reading.documentType,
  documentNumber: reading.documentNumber,
  documentCountry: reading.country,
  documentExpiresOn: reading.findings.includes('EXTENDED')
    ? addMonths(reading.validUntil, -EXTENSION_MONTHS)
    : reading.validUntil,
  ...(reading.birthDate === null ? {} : { birthDate: reading.birthDate }),
});

interface DocumentInputsProps<Values extends DocumentValues> {
  readonly fields: Fields<Values>;
  /** The last reading: what it filled is marked until it is changed. */
  readonly reading?: MrzReading | undefined;
}

/** A CNI of before August 2021 also says when it was issued and to whom: it may be valid longer than printed. */
export function DocumentInputs<Values extends DocumentValues>(props: DocumentInputsProps<Values>) {
  const { t } = useText();
  const { field: fieldOf, values } = props.fields as unknown as Fields<DocumentValues>;
  const read: Partial<DocumentValues> = props.reading ? valuesRead(props.reading) : {};
  const field = (name: keyof DocumentValues, label: string, given: { help?: string } = {}) =>
    fieldOf(
      name,
      label,
      read[name] !== undefined && read[name] === values[name] ? { help: t('mrz.filled') } : given,
    );
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1.6fr 1fr' } }}>
        <TextField select {...field('documentType', t('verify.documentType'))}>
          {DOCUMENTS.map((type) => (
            <MenuItem key={type} value={type}>
              {t(`document.${type}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          {...field('documentCountry', t('documentForm.country'))}
          autoComplete="off"
          slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false, maxLength: 3 } }}
        />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <TextField
          {...field('documentNumber', t('verify.documentNumber'))}
          autoComplete="off"
          slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false } }}
        />
        <DateField {...field('documentExpiresOn', t('verify.documentExpiresOn'))} />
        {isFormer(values) ? (
          <>
            <DateField {...field('documentIssuedOn', t('documentForm.issuedOn'))} max={today()} />
            <DateField
              {...field('birthDate', t('documentForm.birthDate'), { help: t('documentForm.birthDateHelp') })}
              max={today()}
            />
          </>
        ) : null}
      </Box>
    </>
  );
}
