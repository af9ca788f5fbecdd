import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { isEmailAddress } from '@mandataire/domain/account';
import { useNotify } from 'react-admin';
import type { StaffMember } from '../../graphql/schema-security.js';
import { inviteStaff } from '../../graphql/staff-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { asksOfCompany, NO_ROLE, RoleFields, roleFaults, type RoleValues } from './role-fields.js';

export interface StaffDialogProps {
  /** The staff as it is now. */
  readonly onDone: (staff: readonly StaffMember[]) => void;
  readonly onClose: () => void;
}

interface Person extends RoleValues {
  readonly displayName: string;
  readonly email: string;
}

const judge = (values: Person) => ({
  ...(values.displayName.trim() === '' ? { displayName: 'REQUIRED' } : {}),
  ...(isEmailAddress(values.email.trim().toLowerCase()) ? {} : { email: 'NOT_AN_EMAIL' }),
  ...roleFaults(values),
});

/** Somebody joins the platform's staff with a first role. */
export function InviteStaffDialog({ onDone, onClose }: StaffDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(inviteStaff);
  const fields = useFields<Person>({ ...NO_ROLE, displayName: '', email: '' }, { judge, act });
  const invite = async () => {
    const { displayName, email, role, reason, companyMember } = fields.values;
    if (role === '') return;
    const person = { displayName: displayName.trim(), email: email.trim() };
    const staff = await act.run({
      ...{ ...person, role, reason },
      companyMemberConfirmed: companyMember === 'confirmed',
    });
    if (!staff) return;
    notify(t('staff.invited', { name: person.displayName, email: person.email }), { type: 'success' });
    onDone(staff);
  };
  return (
    <ActDialog
      open
      title={t('staff.inviteTitle')}
      confirm={{ label: t('staff.inviteConfirm'), busyLabel: t('staff.inviting') }}
      act={act}
      onConfirm={() => fields.submit(() => void invite())()}
      onClose={onClose}
    >
      <Typography>{t('staff.inviteText')}</Typography>
      <TextField
        {...fields.field('displayName', t('staff.fullName'))}
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <TextField
        {...fields.field('email', t('staff.email'))}
        type="email"
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <RoleFields fields={fields} held={[]} asked={asksOfCompany(act.error)} />
    </ActDialog>
  );
}
