import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { confusableNames, identityFields } from '@mandataire/domain/holder';
import type { IdentityInput } from '../../graphql/schema-identity.js';
import { useText } from '../../i18n/use-text.js';
import type { Faults, Fields } from '../../ui/use-fields.js';
import { NameCheck } from './name-check.js';

/** Given names are typed in one line, in the order of the document, parted by commas or, without any, by spaces. */
export interface IdentityValues {
  readonly surname: string;
  readonly givenNames: string;
  readonly email: string;
  readonly jobTitle: string;
}

/** "Anne-Marie, Louise" or "Anne-Marie Louise": two given names, the first one compound. */
export const splitGivenNames = (typed: string): string[] =>
  typed
    .split(typed.includes(',') ? ',' : /\s+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

export const identityOf = (
  values: IdentityValues,
  confirmedNames: readonly string[] = [],
): Required<IdentityInput> => ({
  confirmedNames,
  surname: values.surname.trim(),
  givenNames: splitGivenNames(values.givenNames),
  email: values.email.trim(),
  jobTitle: values.jobTitle.trim(),
});

/** The server's rule (V10), before anything is sent. */
export function identityFaults(values: IdentityValues, confirmedNames: readonly string[] = []): Faults {
  const decided = identityFields(identityOf(values), confirmedNames);
  return !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
}

/** What will be certified of a person (R21), exactly as the document says it. */
export function IdentityInputs<Values extends IdentityValues>({
  fields,
  confirmed,
  onConfirmed,
}: {
  readonly fields: Fields<Values>;
  readonly confirmed: readonly string[];
  readonly onConfirmed: (names: readonly string[]) => void;
}) {
  const { t } = useText();
  const { field, values } = fields as unknown as Fields<IdentityValues>;
  const names = splitGivenNames(values.givenNames);
  const help =
    names.length > 1
      ? t('holderForm.givenNamesRead', { names: names.join(' · ') })
      : t('holderForm.givenNamesHelp');
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <TextField
        {...field('surname', t('data.surname'), { help: t('holderForm.surnameHelp') })}
        autoComplete="off"
        autoFocus
      />
      <TextField {...field('givenNames', t('data.givenNames'), { help })} autoComplete="off" />
      <TextField
        {...field('email', t('data.email'), { help: t('holderForm.emailHelp') })}
        type="email"
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <TextField
        {...field('jobTitle', t('data.jobTitle'), { help: t('holderForm.jobTitleHelp') })}
        autoComplete="off"
      />
      <NameCheck
        names={confusableNames(identityOf(values))}
        confirmed={confirmed}
        onChange={(names) => {
          onConfirmed(names);
          fields.set({});
        }}
      />
    </Box>
  );
}
