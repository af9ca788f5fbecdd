import { judgePassword, normalisePassword } from '@mandataire/domain/account';
import { refuseInput } from '@mandataire/domain/decision';
import { refusedError } from '../refusal/index.js';
import type { PasswordHasher, PasswordList } from './account.ports.js';

export interface ChoosePasswordPorts {
  readonly passwords: PasswordHasher;
  readonly list: PasswordList;
}

/** Judges a new password and hashes it (L5). @throws INVALID_INPUT with what is wrong beside `field`. */
export async function choosePassword(
  { passwords, list }: ChoosePasswordPorts,
  typed: string,
  context: {
    readonly field: string;
    readonly secondFactor: boolean;
    readonly person: {
      readonly email: string;
      readonly displayName: string;
      readonly companies: readonly { readonly name: string }[];
    };
  },
): Promise<string> {
  const { email, displayName, companies } = context.person;
  const about = [email, displayName, ...companies.map(({ name }) => name)];
  const { secondFactor } = context;
  const { fault } = judgePassword(typed, { secondFactor, about }, (word) => list.isCommon(word));
  if (fault) throw refusedError(refuseInput({ [context.field]: fault }).refusal);
  return passwords.hash(normalisePassword(typed));
}
