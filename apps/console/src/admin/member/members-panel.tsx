import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList, type UseGetListHookValue } from 'react-admin';
import type { Member } from '../../graphql/schema-access.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { RepresentativeDepartureDialog } from '../agent-departure/representative-agent-departure-dialog.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { useMay } from '../viewer-context.js';
import { InviteMemberDialog } from './invite-member-dialog.js';
import { RemoveMemberDialog } from './remove-member-dialog.js';

const memberColumns = (t: Translate, format: Formats): Column<Member>[] => [
  { key: 'name', label: t('members.name'), small: 'title', render: (member) => member.displayName },
  { key: 'role', label: t('members.role'), render: (member) => t(`role.${member.role}`) },
  { key: 'email', label: t('members.email'), render: (member) => member.email },
  { key: 'since', label: t('members.since'), render: (member) => format.date(member.since) },
  {
    key: 'account',
    label: t('members.account'),
    render: (member) => t(member.joined ? 'members.joined' : 'members.pending'),
  },
];

interface RowActs {
  readonly onRemove: (member: Member) => void;
  /** Left out for whoever may not report a departure. */
  readonly onReport: ((member: Member) => void) | undefined;
}

const acts = (t: Translate, { onRemove, onReport }: RowActs): Column<Member> => ({
  key: 'act',
  label: t('members.act'),
  render: (member) =>
    onReport && member.role === 'LEGAL_REPRESENTATIVE' ? (
      <Button
        size="small"
        variant="outlined"
        onClick={() => onReport(member)}
        aria-label={`${t('agent-departure.open')} : ${member.displayName}`}
      >
        {t('agent-departure.open')}
      </Button>
    ) : member.allowedActions.includes('REMOVE') ? (
      <Button
        size="small"
        variant="outlined"
        color="error"
        onClick={() => onRemove(member)}
        aria-label={`${t('members.remove')} : ${member.displayName}`}
      >
        {t('members.remove')}
      </Button>
    ) : (
      t('app.none')
    ),
});

interface MembersProps {
  readonly columns: readonly Column<Member>[];
  readonly listed: UseGetListHookValue<Member>;
}

function Members({ columns, listed: { data, error, isPending, refetch } }: MembersProps) {
  const { t } = useText();
  if (isPending) {
    return (
      <Box sx={{ p: 2 }}>
        <LoadingBlocks heights={[28, 28, 28]} />
      </Box>
    );
  }
  if (!data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.length > 0) return <RecordTable caption={t('members.people')} rows={data} columns={columns} />;
  return (
    <Typography color="textSecondary" sx={{ p: 2 }}>
      {t('members.none')}
    </Typography>
  );
}

/** Who has a role in the company; the representative lets readers in and takes them out. */
export function MembersPanel() {
  const { t, format } = useText();
  const manages = useMay('member.manage');
  const [inviting, setInviting] = useState(false);
  const reports = useMay('agent-departure.report');
  const [leaving, setLeaving] = useState<Member>();
  const [departing, setDeparting] = useState<Member>();
  const listed = useGetList<Member>('members', undefined, { retry: false });
  const close = () => {
    setInviting(false);
    setLeaving(undefined);
    setDeparting(undefined);
  };
  const done = () => {
    close();
    void listed.refetch();
  };
  const columns = [
    ...memberColumns(t, format),
    ...(manages || reports
      ? [acts(t, { onRemove: setLeaving, onReport: reports ? setDeparting : undefined })]
      : []),
  ];
  const invite = manages ? (
    <Button variant="contained" startIcon={<PersonAddOutlined />} onClick={() => setInviting(true)}>
      {t('members.invite')}
    </Button>
  ) : null;
  return (
    <Panel title={t('members.people')} help={t('members.peopleHelp')} action={invite} flush>
      <Members columns={columns} listed={listed} />
      {inviting ? <InviteMemberDialog onDone={done} onClose={close} /> : null}
      {departing ? <RepresentativeDepartureDialog member={departing} onDone={done} onClose={close} /> : null}
      {leaving ? <RemoveMemberDialog member={leaving} onDone={done} onClose={close} /> : null}
    </Panel>
  );
}
