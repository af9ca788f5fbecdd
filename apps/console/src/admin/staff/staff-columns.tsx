import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { StaffMember, StaffRole } from '../../graphql/schema-security.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import type { Column } from '../parts/record-table.js';
import { pairText } from './pair-text.js';

/** A role of somebody. */
export interface Chosen {
  readonly member: StaffMember;
  readonly role: StaffRole['role'];
}

interface Acts {
  /** Whose roles are one's own. */
  readonly own: string;
  readonly onGrant: (member: StaffMember) => void;
  readonly onRevoke: (chosen: Chosen) => void;
}

interface RolesProps extends Pick<Acts, 'onRevoke'> {
  readonly member: StaffMember;
  readonly t: Translate;
  readonly format: Formats;
}

function sinceText({ since, grantedBy }: StaffRole, t: Translate, format: Formats): string {
  const date = format.shortDate(since);
  return grantedBy ? t('staff.sinceBy', { date, by: grantedBy }) : t('staff.since', { date });
}

function Roles({ member, t, format, onRevoke }: RolesProps) {
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      {member.roles.map((held) => (
        <Box key={held.role} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          <Box component="span" sx={{ flexGrow: 1 }}>
            {t(`role.${held.role}`)}
            <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {sinceText(held, t, format)}
            </Typography>
          </Box>
          {member.allowedActions.includes('REVOKE') ? (
            <Button
              size="small"
              variant="outlined"
              color="error"
              onClick={() => onRevoke({ member, role: held.role })}
              aria-label={`${t('staff.revoke')} : ${t(`role.${held.role}`)}, ${member.displayName}`}
            >
              {t('staff.revoke')}
            </Button>
          ) : null}
        </Box>
      ))}
      {member.incompatibilities.map(({ roles }) => (
        <Box key={roles.join()} sx={{ display: 'flex', gap: 0.75, color: 'warning.dark', maxWidth: 460 }}>
          <WarningAmberOutlined fontSize="small" aria-hidden />
          <Typography variant="body2">{pairText(roles, t)}</Typography>
        </Box>
      ))}
    </Box>
  );
}

export const staffColumns = (t: Translate, format: Formats, acts: Acts): Column<StaffMember>[] => [
  {
    key: 'name',
    label: t('staff.name'),
    small: 'title',
    render: ({ id, displayName }) => (id === acts.own ? t('staff.you', { name: displayName }) : displayName),
  },
  { key: 'email', label: t('staff.email'), render: ({ email }) => email },
  {
    key: 'roles',
    label: t('staff.roles'),
    render: (member) => <Roles member={member} t={t} format={format} onRevoke={acts.onRevoke} />,
  },
  {
    key: 'account',
    label: t('staff.account'),
    render: ({ activated }) => t(activated ? 'staff.activated' : 'staff.pending'),
  },
  {
    key: 'act',
    label: t('staff.act'),
    render: (member) =>
      member.allowedActions.includes('GRANT') ? (
        <Button
          size="small"
          variant="outlined"
          onClick={() => acts.onGrant(member)}
          aria-label={`${t('staff.grant')} : ${member.displayName}`}
        >
          {t('staff.grant')}
        </Button>
      ) : (
        t('app.none')
      ),
  },
];
