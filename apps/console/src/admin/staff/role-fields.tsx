import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PlatformRole } from '@mandataire/domain/account';
import { cumulated } from '@mandataire/domain/permission';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { useText } from '../../i18n/use-text.js';
import type { FieldProps } from '../../ui/use-fields.js';
import { ReasonField, reasonFaults } from '../access/reason-field.js';
import { pairText } from './pair-text.js';

const ROLES: readonly PlatformRole[] = [
  'SALES',
  'REGISTRATION_OFFICER',
  'ON_CALL_OFFICER',
  'AUDITOR',
  'ADMINISTRATOR',
];

export interface RoleValues {
  readonly role: PlatformRole | '';
  readonly reason: string;
  /** Ticked once the server has asked for it; empty before. */
  readonly companyMember: '' | 'asked' | 'confirmed';
}

export const NO_ROLE: RoleValues = { role: '', reason: '', companyMember: '' };

export const roleFaults = ({ role, reason }: RoleValues): Readonly<Record<string, string>> => ({
  ...(role === '' ? { role: 'REQUIRED' } : {}),
  ...reasonFaults({ reason }),
});

/** Whether the server asks the administrator to say that he knows the person as a client company's (F61). */
export const asksOfCompany = (error: unknown): boolean =>
  isGraphqlError(error) && error.reason === 'COMPANY_MEMBER';

/** What a form with a role among its fields offers. */
interface RoleForm {
  readonly values: RoleValues;
  readonly set: (changed: Partial<RoleValues>) => void;
  readonly field: (
    name: 'role' | 'reason',
    label: string,
    options?: { readonly help?: string },
  ) => FieldProps;
}

interface RoleFieldsProps {
  readonly fields: RoleForm;
  /** Roles that the person has. */
  readonly held: readonly PlatformRole[];
  /** The server has asked for it. */
  readonly asked: boolean;
}

/** Which role, why, and what it does not go together with. */
export function RoleFields({ fields, held, asked }: RoleFieldsProps) {
  const { t } = useText();
  const { role, companyMember } = fields.values;
  const pairs =
    role === '' ? [] : cumulated([...held, role], 'THREE_STARS').filter(({ roles }) => roles.includes(role));
  return (
    <>
      <TextField {...fields.field('role', t('staff.role'))} select>
        {ROLES.filter((each) => !held.includes(each)).map((each) => (
          <MenuItem key={each} value={each}>
            {t(`role.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {pairs.map(({ roles }) => (
        <Alert key={roles.join()} severity="warning">
          {pairText(roles, t)}
        </Alert>
      ))}
      <ReasonField field={fields.field('reason', t('staff.reason'), { help: t('staff.reasonHelp') })} />
      {asked || companyMember !== '' ? (
        <FormControlLabel
          control={
            <Checkbox
              checked={companyMember === 'confirmed'}
              onChange={(event) =>
                fields.set({ companyMember: event.target.checked ? 'confirmed' : 'asked' })
              }
            />
          }
          label={t('staff.companyMember')}
        />
      ) : null}
    </>
  );
}
