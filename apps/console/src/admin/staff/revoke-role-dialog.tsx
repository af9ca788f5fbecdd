import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { revokePlatformRole } from '../../graphql/staff-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { ReasonField, reasonFaults } from '../access/reason-field.js';
import type { StaffDialogProps } from './invite-staff-dialog.js';
import type { Chosen } from './staff-columns.js';

/** Takes a role away, naming the person and the role first. */
export function RevokeRoleDialog({ member, role, onDone, onClose }: StaffDialogProps & Chosen) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(revokePlatformRole);
  const fields = useFields({ reason: '' }, { judge: reasonFaults, act });
  const names = { name: member.displayName, email: member.email, role: t(`role.${role}`) };
  const revoke = async () => {
    const staff = await act.run({ accountId: member.id, role, reason: fields.values.reason });
    if (!staff) return;
    notify(t('staff.revoked', names), { type: 'success' });
    onDone(staff);
  };
  return (
    <ActDialog
      open
      title={t('staff.revokeTitle', names)}
      confirm={{ label: t('staff.revokeConfirm'), danger: true }}
      act={act}
      onConfirm={() => fields.submit(() => void revoke())()}
      onClose={onClose}
    >
      <Typography>{t('staff.revokeText', names)}</Typography>
      {member.roles.length === 1 ? <Typography>{t('staff.revokeLast')}</Typography> : null}
      <ReasonField field={fields.field('reason', t('staff.reason'), { help: t('staff.reasonHelp') })} />
    </ActDialog>
  );
}
