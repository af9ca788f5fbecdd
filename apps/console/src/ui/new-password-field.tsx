import {
  judgePassword,
  PASSWORD_MAXIMUM,
  passwordMinimum,
  type CommonPasswords,
  type PasswordJudgement,
} from '@mandataire/domain/account';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import '../i18n/extend-security.js';
import { useText } from '../i18n/use-text.js';
import { commonPasswords } from './common-passwords.js';
import { ShowHide } from './show-hide.js';
import { StrengthBar } from './strength-bar.js';
import type { FieldProps } from './use-fields.js';

const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;

/** What the server asks of a new password, judged here first. */
export interface NewPasswordRule {
  /** Characters. */
  readonly minimum: number;
  /** Undefined until the list is there: without it a common password would look strong. */
  readonly judge: (password: string) => PasswordJudgement | undefined;
  /** The first fault; without the list its length only, and the server says the rest. */
  readonly fault: (password: string) => string | undefined;
}

/**
 * @param minimum characters, as the server gives them (L5)
 * @param about what others know of the person: address, name, company
 */
export function useNewPasswordRule(minimum: number, about: readonly string[]): NewPasswordRule {
  const [isCommon, setIsCommon] = useState<CommonPasswords>();
  useEffect(() => {
    void commonPasswords().then(
      (found) => setIsCommon(() => found),
      () => undefined,
    );
  }, []);
  const known = about.join('\n');
  return useMemo(() => {
    const context = { secondFactor: minimum === passwordMinimum(true), about: known.split('\n') };
    const judge = (password: string) => isCommon && judgePassword(password, context, isCommon);
    const short = (password: string) => (lengthOf(password) < minimum ? 'PASSWORD_TOO_SHORT' : undefined);
    return { minimum, judge, fault: (password) => short(password) ?? judge(password)?.fault };
  }, [isCommon, minimum, known]);
}

interface NewPasswordFieldProps {
  /** Of `useFields`. */
  readonly field: FieldProps;
  readonly rule: NewPasswordRule;
}

/** A new password: length is all that is asked, one field which can be shown, pasting welcome; the meter advises. */
export function NewPasswordField({ field, rule }: NewPasswordFieldProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const typed = useDeferredValue(field.value);
  const judgement = useMemo(() => (typed === '' ? undefined : rule.judge(typed)), [rule, typed]);
  const left = rule.minimum - lengthOf(field.value);
  const count = left > 0 ? t('newPassword.tooShort', { smart_count: left }) : t('newPassword.long');
  // Once refused, the field itself says so.
  const guessable =
    !field.error && (judgement?.fault === 'PASSWORD_COMMON' || judgement?.fault === 'PASSWORD_ABOUT_YOU');
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <TextField
        {...field}
        helperText={field.error ? field.helperText : count}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        slotProps={{
          input: { endAdornment: <ShowHide shown={shown} onChange={setShown} /> },
          htmlInput: { maxLength: PASSWORD_MAXIMUM, autoCapitalize: 'none', spellCheck: false },
        }}
      />
      {judgement ? (
        <StrengthBar level={judgement.level} bits={judgement.bits}>
          {guessable ? ` ${t(`newPassword.${judgement.fault}`)}` : null}
        </StrengthBar>
      ) : null}
    </Box>
  );
}
