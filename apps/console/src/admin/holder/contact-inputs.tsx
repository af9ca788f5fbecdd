import TextField from '@mui/material/TextField';
import { establishmentFault, formatSiret, normaliseSiret } from '@mandataire/domain/tenant';
import type { HolderContact } from '../../graphql/holder-acts.js';
import { useText } from '../../i18n/use-text.js';
import type { Faults, Fields } from '../../ui/use-fields.js';
import { phoneFaults, shownPhone } from '../../ui/phone.js';

/** As they are typed. */
export interface ContactValues {
  readonly phone: string;
  readonly establishment: string;
}

export const contactOf = ({ phone, establishment }: ContactValues): HolderContact => ({
  phone: phone.trim() || null,
  establishment: normaliseSiret(establishment),
});

export const contactValues = ({ phone, establishment }: HolderContact): ContactValues => ({
  phone: phone ? shownPhone(phone) : '',
  establishment: establishment ? formatSiret(establishment) : '',
});

/** The server's rules; whose establishment it is, only the server knows. */
export function contactFaults({ phone, establishment }: ContactValues): Faults {
  const siret = normaliseSiret(establishment);
  const fault = siret ? establishmentFault(siret, siret.slice(0, 9)) : undefined;
  return { ...phoneFaults(phone), ...(fault ? { establishment: fault } : {}) };
}

const shownSiret = (typed: string): string => formatSiret(normaliseSiret(typed) ?? '');

/** What is kept of a person beside what is certified. */
export function ContactInputs<Values extends ContactValues>({ fields }: { fields: Fields<Values> }) {
  const { t } = useText();
  const { field } = fields as unknown as Fields<ContactValues>;
  return (
    <>
      <TextField
        {...field('phone', t('holder.phone'), { optional: true, help: t('holderForm.phoneHelp') })}
        type="tel"
        autoComplete="off"
      />
      <TextField
        {...field('establishment', t('holder.establishment'), {
          optional: true,
          help: t('holderForm.establishmentHelp'),
          clean: shownSiret,
        })}
        autoComplete="off"
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </>
  );
}
