/**
 * E.164 of a telephone number as people type it (V9): spaces, dots and a French national form are habits. Nothing typed is
 * no number; undefined: it is none that can be called.
 */
export function phoneNumber(typed: string | null): string | null | undefined {
  const digits = (typed ?? '').replace(/[\s.()\u00a0-]/gu, '');
  if (digits === '') return null;
  const international = digits.replace(/^00/, '+').replace(/^0(?=[1-9]\d{8}$)/, '+33');
  return /^\+[1-9]\d{6,14}$/.test(international) ? international : undefined;
}
