import { describe, expect, it } from '@jest/globals';
import { followUpFields } from './follow-up.js';
import { quarterOf, quartersFrom, spread, type PortfolioLine } from './portfolio.js';
import { csvCell, portfolioCsv } from './portfolio-csv.js';

describe('quarters of the portfolio', () => {
  it('follow the calendar over the year’s end', () => {
    expect(quarterOf('2026-12-31')).toBe('2026-T4');
    expect(quartersFrom('2026-11-23', 3)).toEqual(['2026-T4', '2027-T1', '2027-T2']);
  });
  it('are the same for every company, with what ends later in none', () => {
    const counts = [
      { quarter: '2026-T4', renewable: 1, newOrder: 0 },
      { quarter: '2026-T4', renewable: 2, newOrder: 5 },
      { quarter: '2031-T1', renewable: 9, newOrder: 9 },
    ];
    expect(spread(counts, ['2026-T4', '2027-T1'])).toEqual([
      { quarter: '2026-T4', renewable: 3, newOrder: 5 },
      { quarter: '2027-T1', renewable: 0, newOrder: 0 },
    ]);
  });
});

describe('the CSV for the CRM', () => {
  it.each([
    ['=SUM(A1)', `'=SUM(A1)`],
    ['+33', `'+33`],
    ['-1', `'-1`],
    ['@x', `'@x`],
    ['\tx', `'\tx`],
    ['a;b', '"a;b"'],
    ['a"b', '"a""b"'],
    ['=1;"x"', `"'=1;""x"""`],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
  it('is what a French Excel opens: mark, semicolons, CRLF', () => {
    const line: PortfolioLine = {
      companyId: 'c',
      siren: '552008443',
      name: '=Dupré;Fils',
      step: 'ACTIVE',
      ownerName: null,
      activeCertificates: 7,
      expiries: [{ quarter: '2026-T4', renewable: 3, newOrder: 4 }],
      mandatesEnding: 1,
      inactiveAgents: 0,
    };
    const rows = portfolioCsv([line], ['2026-T4'], 'fr').split('\r\n');
    expect(rows[0]).toBe(
      '\uFEFFSIREN;Raison sociale;Étape;Commercial;Certificats actifs;Mandats finissant sous 90 jours;Mandataires inactifs depuis 60 jours;2026-T4 à renouveler;2026-T4 nouvelle commande',
    );
    expect(rows[1]).toBe(`552008443;"'=Dupré;Fils";Active;;7;1;0;3;4`);
    expect(rows[2]).toBe('');
  });
});

describe('what sales note of a company', () => {
  it('is tidied, and refused where it is too long or no day', () => {
    expect(followUpFields({ ownerId: null, nextAction: '  Rappeler ', nextActionOn: null })).toMatchObject({
      next: { nextAction: 'Rappeler' },
    });
    expect(
      followUpFields({ ownerId: null, nextAction: 'x'.repeat(201), nextActionOn: '2026-13-01' }),
    ).toMatchObject({
      refusal: { fields: { nextAction: 'TOO_LONG', nextActionOn: 'NOT_A_DATE' } },
    });
  });
});
