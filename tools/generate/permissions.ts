import {
  INCOMPATIBILITIES,
  PERMISSIONS,
  type Grant,
  type Permission,
} from '../../libs/domain/src/permission/index.js';

const COMPANY_ROLES = ['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HR_READER', 'HOLDER'] as const;
const PLATFORM_ROLES = [
  'SALES',
  'REGISTRATION_OFFICER',
  'ON_CALL_OFFICER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;
const ROLES = [...COMPANY_ROLES, ...PLATFORM_ROLES];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function cell(grants: readonly Grant[], role: string): string {
  const grant = grants.find((each) => each.role === role);
  if (!grant) return '';
  return grant.scope.toLowerCase() + (grant.mandateAct ? ` (${grant.mandateAct})` : '');
}

function line([act, { grants, stepUp }]: readonly [string, Permission]): string {
  const cells = grants === 'AUTHENTICATED' ? ROLES.map(() => 'all') : ROLES.map((role) => cell(grants, role));
  return row([`\`${act}\``, ...cells, stepUp ? 'yes' : '']);
}

/** docs/permissions.md, drawn from the tables by which server and console decide. */
export const permissionsDocument = (): string =>
  [
    '# Who may do what',
    '',
    'Drawn from libs/domain/src/permission by `npm run generate`. An empty cell is a refusal.',
    '',
    '- **company**: in the active company of the session; an MC only while a mandate is in force, within its scope, and with',
    '  the act in brackets where one stands (R29, I-2, D12).',
    '- **own**: only what concerns the person himself.',
    '- **platform**: over companies. A file or a company is entered only by an access grant: with a reason, for eight hours,',
    '  journaled, seen by the company (ADR 0009).',
    '- **Step-up**: also asks for a factor that was proved at most five minutes ago (ASVS 5.0 level 3).',
    '',
    row(['Act', ...ROLES, 'Step-up']),
    row(['---', ...ROLES.map(() => '---'), '---']),
    ...Object.entries(PERMISSIONS as Readonly<Record<string, Permission>>).map(line),
    '',
    '## Roles that one person does not use together (F44)',
    '',
    row(['Roles', 'From level', 'Because']),
    row(['---', '---', '---']),
    ...INCOMPATIBILITIES.map(({ roles, fromLevel, because }) => row([roles.join(' + '), fromLevel, because])),
    '',
  ].join('\n');
