import type { TenantId } from '../tenant/index.js';
import type { PhoneSource } from './mandate-act.js';

/** How a signer may bind his act to the file (D25). */
export type SigningMeans = 'MAIL' | 'SMS' | 'CERTIFICATE';

/** The telephone of somebody who signs, in one company: confirmed once a code that went there has signed. */
export interface SignerPhone {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly givenBy: PhoneSource;
  readonly givenAt: Date;
  readonly confirmedAt: Date | null;
}

/** E.164: a plus sign, no leading zero, 8 to 15 digits. */
export const isPhone = (value: string): boolean => /^\+[1-9]\d{7,14}$/.test(value);

/** `+33 6 •• •• •• 78`: its owner recognises it, nobody else learns it. */
export function maskedPhone(phone: string): string {
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(phone.length - 5)} ${phone.slice(-2)}`;
}

/**
 * What is open to a signer (D25): a mailed code only until he has enrolled a factor, a code by SMS where messages can be
 * sent, his own certificate always.
 */
export const signingMeans = (
  hasFactor: boolean,
  sendsSms: boolean,
): readonly [SigningMeans, ...SigningMeans[]] => {
  const sms: readonly SigningMeans[] = sendsSms ? ['SMS'] : [];
  const mail: readonly SigningMeans[] = hasFactor ? [] : ['MAIL'];
  const [first = 'CERTIFICATE', ...others] = [...sms, ...mail, 'CERTIFICATE' as const];
  return [first, ...others];
};
