/** A country code never begins with 0, and there are 15 digits at most (E.164). */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A telephone number in E.164 (V9): spaces, dots, hyphens and brackets are typing habits, as are 00 for +, the French
 * national form, and the national 0 kept behind +33. Null: none was given; undefined: it is no number.
 */
export function phoneNumber(typed: string | null): string | null | undefined {
  const digits = (typed ?? '').replace(/[\s.()\u00a0\u202f\u2010-\u2012/-]/gu, '');
  if (digits === '') return null;
  const international = digits
    .replace(/^00/, '+')
    .replace(/^0(?=[1-9]\d{8}$)/, '+33')
    .replace(/^\+330(?=[1-9]\d{8}$)/, '+33');
  if (!E164.test(international)) return undefined;
  return international.startsWith('+33') && international.length !== 12 ? undefined : international;
}
