import { TAG } from '../der/index.js';
import { isPrintableAttribute, valuesOf } from '../name/index.js';
import { unless, type Lint } from './lint.js';

/** Form of the subject in the RGS: country, one SIREN unit, CN of first given name and surname, string types. */
export const subjectLint: Lint = {
  clause: 'F37',
  check({ subject }, expected) {
    const [country] = valuesOf(subject, 'countryName');
    const units = valuesOf(subject, 'organizationalUnitName');
    const numbered = units.filter((unit) => /^\d{4}/.test(unit));
    const [given = ''] = valuesOf(subject, 'givenName');
    const [surname = ''] = valuesOf(subject, 'surname');
    const [commonName] = valuesOf(subject, 'commonName');
    return [
      ...unless(/^[A-Z]{2}$/.test(country ?? ''), 'countryName is not two capitals'),
      ...unless(valuesOf(subject, 'organizationName').length === 1, 'organizationName is not there once'),
      ...unless(
        numbered.length === 1 && numbered[0] === `0002 ${expected.siren}`,
        'not exactly one organizationalUnitName "0002 SIREN"',
      ),
      ...unless(!/, |,,|^,|,$/.test(given), 'givenName is not separated by commas without space'),
      ...unless(
        commonName === `${given.split(',')[0]} ${surname}`,
        'commonName is not first given name and surname',
      ),
      ...subject
        .filter(
          ({ tag, name }) =>
            tag !== (name && isPrintableAttribute(name) ? TAG.PRINTABLE_STRING : TAG.UTF8_STRING),
        )
        .map(({ name, oid }) => `${name ?? oid} has the wrong string type`),
      ...subject
        .filter(({ value }) => value.trim() === '' || value !== value.trim())
        .map(({ name, oid }) => `${name ?? oid} is blank or has outer spaces`),
    ];
  },
};
