import { phoneNumber } from '@mandataire/domain/holder';
import type { Faults } from './use-fields.js';

/** The server's rule (V9): typing habits are taken, and stored as E.164. */
export const phoneFaults = (typed: string): Faults =>
  phoneNumber(typed) === undefined ? { phone: 'PHONE_FORMAT' } : {};

/** What was typed as the server stores it; unchanged while it is no number yet. */
export const internationalPhone = (typed: string): string => phoneNumber(typed) ?? typed;

/** "+33 6 12 34 56 78"; a foreign number as it is stored. */
export const shownPhone = (phone: string): string =>
  phone.replace(/^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, '+33\u00a0$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
