import TextField from '@mui/material/TextField';
import { MONOSPACE } from '../theme/theme.js';
import type { FieldProps } from './use-fields.js';

/** Codes are shown as "123 456" by most apps: spaces are dropped while typing. */
export const totpDigits = (value: string): string => value.replace(/\D/g, '').slice(0, 6);

/** The fault of a code that is not whole. */
export const totpFaults = ({ code }: { code: string }) => (code.length === 6 ? {} : { code: 'TOTP_FORMAT' });

/** Six digits of an authenticator app. */
export const TotpField = ({ field, autoFocus = false }: { field: FieldProps; autoFocus?: boolean }) => (
  <TextField
    {...field}
    autoFocus={autoFocus}
    autoComplete="one-time-code"
    slotProps={{
      htmlInput: {
        inputMode: 'numeric',
        pattern: '[0-9]*',
        style: { fontFamily: MONOSPACE, fontSize: '1.25rem', letterSpacing: '0.3em' },
      },
    }}
  />
);

/** A recovery code from paper: 24 letters and digits in groups of four; case, spaces and dashes do not count. */
export const RecoveryField = ({ field, autoFocus = false }: { field: FieldProps; autoFocus?: boolean }) => (
  <TextField
    {...field}
    autoFocus={autoFocus}
    autoComplete="off"
    slotProps={{
      htmlInput: {
        autoCapitalize: 'characters',
        spellCheck: false,
        maxLength: 60,
        style: { fontFamily: MONOSPACE },
      },
    }}
  />
);
