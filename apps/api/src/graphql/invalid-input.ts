import { refusedError, type RefusedError } from '@mandataire/application/refusal';
import { refuseInput } from '@mandataire/domain/decision';

/** INVALID_INPUT with what is wrong with which field. */
export const invalidInput = (fields: Readonly<Record<string, string>>): RefusedError =>
  refusedError(refuseInput(fields).refusal);

const LONGEST_KEY = 100;

/** @throws INVALID_INPUT unless it is something that a client made up for one click. */
export function idempotencyKey(value: string): string {
  if (value === '' || value.length > LONGEST_KEY) throw invalidInput({ idempotencyKey: 'INVALID_VALUE' });
  return value;
}
