import { reportLine, type StaffList, type StaffVerdict } from '@mandataire/domain/staff-list';
import { fieldLabel, staffListSentence, type Language } from '@mandataire/domain/wording';
import type { StaffLineRow } from './staff-list.reader.port.js';

const WORDS = {
  fr: {
    head: ['Ligne', 'Résultat', 'Champ', 'Motif', 'Modifications', 'Certificats révoqués'],
    verdict: {
      CREATE: 'créée',
      UPDATE: 'mise à jour',
      REVOKE: 'mise à jour, avec révocation',
      UNCHANGED: 'inchangée',
      REFUSED: 'refusée',
    },
    waiting: 'non traitée',
  },
  en: {
    head: ['Line', 'Result', 'Field', 'Reason', 'Changes', 'Revoked certificates'],
    verdict: {
      CREATE: 'created',
      UPDATE: 'updated',
      REVOKE: 'updated, with revocation',
      UNCHANGED: 'unchanged',
      REFUSED: 'refused',
    },
    waiting: 'not carried out',
  },
} as const satisfies Record<
  Language,
  { head: readonly string[]; verdict: Record<StaffVerdict, string>; waiting: string }
>;

/** The signature by which spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** What became of a line; what changes nothing and what is refused needs no run. */
function resultOf({ outcome, verdict }: StaffLineRow, language: Language): string {
  const words = WORDS[language];
  if (outcome !== null) return words.verdict[outcome];
  return verdict === 'REFUSED' || verdict === 'UNCHANGED' ? words.verdict[verdict] : words.waiting;
}

function faultCells({ fault }: StaffLineRow, language: Language): string[] {
  if (!fault) return ['', ''];
  const field = fault.field === null ? '' : fieldLabel(fault.field, language);
  return [field, staffListSentence(fault.reason, language, { line: fault.line ?? '' })];
}

function cellsOf(line: StaffLineRow, language: Language): (string | number)[] {
  const changes = line.changes.map(
    ({ attribute, before, after }) => `${fieldLabel(attribute, language)}: ${before} → ${after}`,
  );
  return [
    line.position,
    resultOf(line, language),
    ...faultCells(line, language),
    changes.join(' ; '),
    line.outcome === 'REVOKE' ? line.certificates : 0,
    ...line.cells,
  ];
}

/** The first line of the report: its own columns, then those of the file. */
export const reportHead = ({ headers }: Pick<StaffList, 'headers'>, language: Language): string =>
  BYTE_ORDER_MARK + reportLine([...WORDS[language].head, ...headers]);

/** Lines of the report. What a spreadsheet would take for a formula is text in it, whoever wrote it. */
export const reportLines = (lines: readonly StaffLineRow[], language: Language): string =>
  lines.map((line) => reportLine(cellsOf(line, language))).join('');
