import type { CertifiedData } from '@mandataire/domain/certificate';
import { isIa5, isPrintable } from '../der/index.js';
import type { Finding } from '../finding/index.js';
import { EMAIL_UPPER_BOUND, UPPER_BOUND, isPrintableAttribute } from './attribute-type.js';
import type { DistinguishedName } from './distinguished-name.js';

/**
 * Subject of a holder (F37, F68, F69, D23). The common name has the first given name and the surname; all given names
 * stand in givenName, in the order of the identity document, separated by a comma without space. Strings are put in
 * Unicode form NFC and otherwise kept as they are: a value that is too long is refused elsewhere, never cut (V10).
 */
export function holderName(data: CertifiedData): DistinguishedName {
  const name: DistinguishedName = [
    ['countryName', 'FR'],
    ['organizationName', data.companyName],
    ['organizationIdentifier', `NTRFR-${data.siren}`],
    ['organizationalUnitName', `0002 ${data.siren}`],
    ['title', data.jobTitle],
    ['surname', data.surname],
    ['givenName', data.givenNames.join(',')],
    ['serialNumber', data.subjectSerialNumber],
    ['commonName', `${data.givenNames[0] ?? ''} ${data.surname}`],
  ];
  return name.map(([attribute, value]) => [attribute, value.normalize('NFC')] as const);
}

/** Blank braille and interlinear marks: Unicode doesn't call them ignorable, and nobody sees them. */
const INVISIBLE = '\\u2800\\uFFF9-\\uFFFD';
const UNFIT = new RegExp(
  `[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\p{Bidi_Control}${INVISIBLE}]|(?![\\u200C\\u200D])\\p{Default_Ignorable_Code_Point}`,
  'u',
);

/**
 * Controls, marks that turn the direction of text, invisible and unassigned characters: with them a name would show
 * something else than it says. Letters of every script pass, right to left as well, and so do its joiners.
 */
export const unfitCharacter = (text: string): boolean => UNFIT.test(text);

/** A space that looks like another: doubled, or any but the plain one. Two names must not differ by it alone (F38). */
export const unfitSpace = (text: string): boolean => / {2}|(?! )\p{Zs}/u.test(text);

/**
 * Whether certified data can enter a certificate at all, before anything is encoded: bounds of V10, alphabets, blanks,
 * SIREN form, a given name without the separator. No finding means that `holderName` can be written.
 */
export function checkCertifiedData(data: CertifiedData): Finding[] {
  return [...attributeFindings(data), ...emailFindings(data.email), ...formFindings(data)];
}

function attributeFindings(data: CertifiedData): Finding[] {
  return holderName(data).flatMap(([attribute, value]) => {
    const findings: Finding[] = [];
    if (value.trim() === '') findings.push({ clause: 'F37', message: `${attribute} is empty` });
    else if (value !== value.trim())
      findings.push({ clause: 'F37', message: `${attribute} has outer spaces` });
    if (unfitCharacter(value))
      findings.push({ clause: 'F37', message: `${attribute} has a control or invisible character` });
    if (unfitSpace(value))
      findings.push({ clause: 'F37', message: `${attribute} has a doubled or odd space` });
    if ([...value].length > UPPER_BOUND[attribute]) {
      findings.push({ clause: 'V10', message: `${attribute} exceeds ${UPPER_BOUND[attribute]} characters` });
    }
    if (isPrintableAttribute(attribute) && !isPrintable(value)) {
      findings.push({ clause: 'V10', message: `${attribute} is not a PrintableString` });
    }
    return findings;
  });
}

function emailFindings(email: string): Finding[] {
  const findings: Finding[] = [];
  if (email.length > EMAIL_UPPER_BOUND) {
    findings.push({ clause: 'V10', message: `email exceeds ${EMAIL_UPPER_BOUND} characters` });
  }
  // An internationalised mailbox would need SmtpUTF8Mailbox (RFC 9598), which few relying parties read.
  if (!isIa5(email) || !/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email)) {
    findings.push({ clause: 'RFC 5280 §4.2.1.6', message: 'email is not an rfc822Name' });
  }
  return findings;
}

function formFindings(data: CertifiedData): Finding[] {
  const findings: Finding[] = [];
  if (!/^\d{9}$/.test(data.siren)) findings.push({ clause: 'F37', message: 'SIREN is not nine digits' });
  if (data.givenNames.length === 0 || data.givenNames.some((name) => name.trim() === '')) {
    findings.push({ clause: 'F37', message: 'a given name is missing' });
  }
  if (data.givenNames.some((name) => name.includes(','))) {
    findings.push({ clause: 'F37', message: 'a given name holds the separator of given names' });
  }
  return findings;
}
