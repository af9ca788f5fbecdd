import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { fetchStaff } from '../../graphql/staff-acts.js';
import type { StaffMember } from '../../graphql/schema-security.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';
import { Page } from '../parts/page.js';
import { RecordTable } from '../parts/record-table.js';
import { useViewer } from '../viewer-context.js';
import { GrantRoleDialog } from './grant-role-dialog.js';
import { InviteStaffDialog } from './invite-staff-dialog.js';
import { RevokeRoleDialog } from './revoke-role-dialog.js';
import { staffColumns, type Chosen } from './staff-columns.js';

/** A second administrator is what replaces the first: nobody changes his own roles (F61). */
function AloneNotice({ staff }: { staff: readonly StaffMember[] }) {
  const { t } = useText();
  const administrators = staff.filter(
    ({ activated, roles }) => activated && roles.some(({ role }) => role === 'ADMINISTRATOR'),
  );
  return administrators.length > 1 ? null : (
    <Alert severity="warning" sx={{ m: 2 }}>
      {t('staff.alone')}
    </Alert>
  );
}

/** The platform's staff and their roles: an administrator's first page. */
export function StaffPage() {
  const { t, format } = useText();
  const viewer = useViewer();
  const reading = useLoaded(fetchStaff);
  const [inviting, setInviting] = useState(false);
  const [granting, setGranting] = useState<StaffMember>();
  const [revoking, setRevoking] = useState<Chosen>();
  const close = () => {
    setInviting(false);
    setGranting(undefined);
    setRevoking(undefined);
  };
  const ways = {
    onDone: (staff: readonly StaffMember[]) => {
      close();
      reading.replace(staff);
    },
    onClose: close,
  };
  const columns = staffColumns(t, format, { own: viewer.id, onGrant: setGranting, onRevoke: setRevoking });
  const invite = (
    <Button variant="contained" startIcon={<PersonAddOutlined />} onClick={() => setInviting(true)}>
      {t('staff.invite')}
    </Button>
  );
  return (
    <Page title={t('staff.title')} actions={invite}>
      <Panel title={t('staff.people')} help={t('staff.peopleHelp')} flush>
        <LoadedRows reading={reading}>
          {(staff) => (
            <>
              <AloneNotice staff={staff} />
              <RecordTable caption={t('staff.people')} rows={staff} columns={columns} />
            </>
          )}
        </LoadedRows>
      </Panel>
      {inviting ? <InviteStaffDialog {...ways} /> : null}
      {granting ? <GrantRoleDialog member={granting} {...ways} /> : null}
      {revoking ? <RevokeRoleDialog {...revoking} {...ways} /> : null}
    </Page>
  );
}
