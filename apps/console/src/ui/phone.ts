import type { Faults } from './use-fields.js';

/** The typing habits that the server takes too: spaces, dots, 0033, a French national number; it stores E.164 (V9). */
export function phoneFaults(typed: string): Faults {
  const international = internationalPhone(typed);
  return international === '' || /^\+[1-9]\d{6,14}$/.test(international) ? {} : { phone: 'PHONE_FORMAT' };
}

/** What was typed, in the form of E.164 as far as it has one. */
export const internationalPhone = (typed: string): string =>
  typed
    .replace(/[\s.()\u00a0-]/gu, '')
    .replace(/^00/, '+')
    .replace(/^0(?=[1-9]\d{8}$)/, '+33');

/** "+33 6 12 34 56 78"; a foreign number as it is stored. */
export const shownPhone = (phone: string): string =>
  phone.replace(/^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, '+33\u00a0$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
