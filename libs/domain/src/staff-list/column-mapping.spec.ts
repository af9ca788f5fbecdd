import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findHeader, foldedHeader, mappingFaults, proposeMapping, toRemember } from './column-mapping.js';
import { findSeparator, looksLikeFormula, reportCell, reportLine, SEPARATORS } from './separated-text.js';
import { DEFAULT_GATE, needsSecondPerson } from './staff-list.js';

describe('the columns of a staff list', () => {
  it.each([
    [['Matricule', 'NOM', 'Prénom(s)', 'Adresse e-mail', 'Fonction', 'Téléphone', 'SIRET']],
    [['Employee ID', 'Last name', 'First name', 'E-mail', 'Job title', 'Mobile', 'Establishment']],
  ])('are proposed by their names: %s', (headers) => {
    expect(proposeMapping(headers, {})).toEqual({
      ...{ employeeKey: 0, surname: 1, givenNames: 2, email: 3, jobTitle: 4, phone: 5, establishment: 6 },
    });
  });

  it('are proposed as the company said last time, wherever they stand now', () => {
    const remembered = toRemember(['Nom', 'Libellé 2', 'Titre'], { surname: 0, jobTitle: 1 });
    expect(remembered).toEqual({ nom: 'surname', 'libelle 2': 'jobTitle', titre: null });
    expect(proposeMapping(['Titre', 'LIBELLÉ  2', 'Nom'], remembered)).toEqual({ jobTitle: 1, surname: 2 });
  });

  it('are found below titles and above people', () => {
    const rows = [['Liste du personnel'], ['Nom', 'Prénom', 'Courriel'], ['Lefèvre', 'Zoé', 'nom@a.example']];
    expect(findHeader(rows, {})).toBe(1);
    expect(findHeader(rows.slice(2), {})).toBeUndefined();
    expect(
      findHeader(
        [
          ['Contact', 'Colonne A'],
          ['a@b.example', 'x'],
        ],
        {},
      ),
    ).toBe(0);
  });

  it('must name surname, given names, e-mail and function, each once and in the file', () => {
    expect(mappingFaults({ surname: 0, givenNames: 0, email: 9 }, 3)).toEqual({
      ...{ givenNames: 'COLUMN_TAKEN', email: 'NO_SUCH_COLUMN', jobTitle: 'COLUMN_REQUIRED' },
    });
    expect(mappingFaults({ surname: 0, givenNames: 1, email: 2, jobTitle: 3 }, 4)).toEqual({});
  });

  it('have headers that are compared without accents, signs and capitals', () => {
    expect(foldedHeader('  N° de   Téléphone* ')).toBe('n de telephone');
  });
});

describe('what separates columns', () => {
  it.each(SEPARATORS)('is found: %j', (separator) => {
    const line = (cells: string[]) => cells.join(separator);
    const text = [line(['Nom', 'Prénom', 'E-mail']), line(['Lefèvre', '"a;b,c|d\te"', 'z@a.example'])].join(
      '\r\n',
    );
    expect(findSeparator(text)).toBe(separator);
  });
  it('is nothing where there is one column', () => {
    expect(findSeparator('nom\nLefèvre\n')).toBeUndefined();
  });
});

describe('a cell of the report', () => {
  it.each(['=1+1', '+33612345678', '-2+3', '@SUM(A1)', ' =cmd|x', '\t=1', '|x'])(
    'is text, not a formula: %j',
    (text) => {
      expect(reportCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );
  it('is a number where it is one', () => {
    expect(reportLine([-3, 'a;b', 'dit "x"'])).toBe('-3;"a;b";"dit ""x"""\r\n');
  });
  it('is never a formula, whatever somebody wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = reportCell(text).replace(/^"/, '');
        expect(looksLikeFormula(cell.trimStart())).toBe(false);
      }),
    );
  });
});

describe('the batch gate (D15)', () => {
  it('asks for a second person above five certificates or two per cent', () => {
    expect(needsSecondPerson(6, 10_000, DEFAULT_GATE)).toBe(true);
    expect(needsSecondPerson(5, 10_000, DEFAULT_GATE)).toBe(false);
    expect(needsSecondPerson(3, 100, DEFAULT_GATE)).toBe(true);
    expect(needsSecondPerson(2, 100, DEFAULT_GATE)).toBe(false);
    expect(needsSecondPerson(0, 0, DEFAULT_GATE)).toBe(false);
  });
  it('is a setting', () => {
    expect(needsSecondPerson(6, 100, { certificates: 10, share: 0.5 })).toBe(false);
  });
});
