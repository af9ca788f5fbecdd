import { dateInParis } from '@mandataire/domain/time';
import type { Formats } from './formats.js';

/** A calendar date is shown as it is: noon of its day is the same day in Paris all year round. */
export const shownDate = (date: string | null, format: Formats, none = '—'): string =>
  date ? format.date(`${date}T12:00:00Z`) : none;

export const today = (): string => dateInParis(new Date());
