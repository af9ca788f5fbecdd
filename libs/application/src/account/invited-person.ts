import { isEmailAddress } from '@mandataire/domain/account';
import { refuseInput } from '@mandataire/domain/decision';
import { refusedError } from '../refusal/index.js';

export interface InvitedPerson {
  readonly displayName: string;
  readonly email: string;
}

const LONGEST_NAME = 120;

/** A person as whoever invites him typed it, in the form that is kept. @throws INVALID_INPUT { displayName, email } */
export function invitedPerson({ displayName, email }: InvitedPerson): InvitedPerson {
  const name = displayName.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const address = email.trim().toLowerCase();
  const faults: Record<string, string> = {};
  if (name === '') faults.displayName = 'REQUIRED';
  if (name.length > LONGEST_NAME) faults.displayName = 'TOO_LONG';
  if (!isEmailAddress(address)) faults.email = 'NOT_AN_EMAIL';
  if (Object.keys(faults).length > 0) throw refusedError(refuseInput(faults).refusal);
  return { displayName: name, email: address };
}
