import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import type { StaffMember } from '../../graphql/schema-security.js';
import { grantPlatformRole } from '../../graphql/staff-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import type { StaffDialogProps } from './invite-staff-dialog.js';
import { asksOfCompany, NO_ROLE, RoleFields, roleFaults } from './role-fields.js';

/** One more role for somebody, with what it does not go together with. */
export function GrantRoleDialog({ member, onDone, onClose }: StaffDialogProps & { member: StaffMember }) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(grantPlatformRole);
  const fields = useFields(NO_ROLE, { judge: roleFaults, act });
  const name = member.displayName;
  const grant = async () => {
    const { role, reason, companyMember } = fields.values;
    if (role === '') return;
    const staff = await act.run({
      ...{ accountId: member.id, role, reason },
      companyMemberConfirmed: companyMember === 'confirmed',
    });
    if (!staff) return;
    notify(t('staff.granted', { name, role: t(`role.${role}`) }), { type: 'success' });
    onDone(staff);
  };
  return (
    <ActDialog
      open
      title={t('staff.grantTitle', { name })}
      confirm={{ label: t('staff.grantConfirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void grant())()}
      onClose={onClose}
    >
      <Typography>{t('staff.grantText')}</Typography>
      <RoleFields
        fields={fields}
        held={member.roles.map(({ role }) => role)}
        asked={asksOfCompany(act.error)}
      />
    </ActDialog>
  );
}
