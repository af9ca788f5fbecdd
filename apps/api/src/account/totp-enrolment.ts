import { toString as qrCode } from 'qrcode';
import type { TotpEnrolmentNode } from './activation.graphql.js';

const ISSUER = 'Mandataire';

/** Key URI format of authenticator applications; SHA-1, six digits and thirty seconds are what they all read. */
const otpauth = (email: string, secret: string): string => {
  const label = `${ISSUER}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${ISSUER}&algorithm=SHA1&digits=6&period=30`;
};

/** A secret as a person enrols it: to scan or to type. */
export async function totpEnrolment(offer: { email: string; secret: string }): Promise<TotpEnrolmentNode> {
  const uri = otpauth(offer.email, offer.secret);
  return {
    secret: offer.secret,
    uri,
    qrCodeSvg: await qrCode(uri, { type: 'svg', errorCorrectionLevel: 'M' }),
  };
}
