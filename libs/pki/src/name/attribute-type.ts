/** Subject attributes that this CA writes (X.520, RFC 5280 §4.1.2.4, EN 319 412-1 §5.1.4 for organizationIdentifier). */
export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  countryName: '2.5.4.6',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
} as const;

export type AttributeName = keyof typeof ATTRIBUTE;

/** Upper bounds in characters (V10: RFC 5280 appendix A.1); organizationIdentifier takes the bound of organizationName. */
export const UPPER_BOUND: Readonly<Record<AttributeName, number>> = {
  commonName: 64,
  surname: 32768,
  serialNumber: 64,
  countryName: 2,
  organizationName: 64,
  organizationalUnitName: 64,
  title: 64,
  givenName: 32768,
  organizationIdentifier: 64,
};

/** V10: RFC 5280 appendix A.1, `ub-emailaddress-length`. */
export const EMAIL_UPPER_BOUND = 255;

/** PrintableString by F37 and RFC 5280 appendix A.1; every other attribute is a UTF8String. */
export const isPrintableAttribute = (name: AttributeName): boolean =>
  name === 'countryName' || name === 'serialNumber';
