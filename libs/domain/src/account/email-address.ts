const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;
const LONGEST = 255;

/** An address that mail reaches and that a certificate may carry (RFC 5280 §4.2.1.6: ASCII; at most 255 characters). */
export const isEmailAddress = (text: string): boolean => text.length <= LONGEST && ADDRESS.test(text);
