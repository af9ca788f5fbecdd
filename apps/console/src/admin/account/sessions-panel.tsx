import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { endOtherSessions, endSession } from '../../graphql/account-acts.js';
import type { OpenSession } from '../../graphql/schema-security.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { StatusChip } from '../parts/status-chip.js';
import { LoadedRows, type Reading } from '../parts/loaded-rows.js';

const deviceOf = ({ device }: OpenSession, t: Translate): string => device || t('account.unknownDevice');

const Device = ({ session, t }: { session: OpenSession; t: Translate }) => (
  <Box component="span" sx={{ display: 'inline-flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
    {deviceOf(session, t)}
    {session.current ? (
      <StatusChip tone="success" icon={CheckCircleOutlined} label={t('account.current')} />
    ) : null}
  </Box>
);

interface EndProps {
  readonly busy: boolean;
  readonly onEnd: (session: OpenSession) => void;
}

const sessionColumns = (t: Translate, format: Formats, { busy, onEnd }: EndProps): Column<OpenSession>[] => [
  {
    key: 'device',
    label: t('account.device'),
    small: 'title',
    render: (session) => <Device session={session} t={t} />,
  },
  { key: 'since', label: t('account.since'), render: (session) => format.dateTime(session.createdAt) },
  { key: 'seen', label: t('account.lastSeen'), render: (session) => format.dateTime(session.lastSeenAt) },
  {
    key: 'act',
    label: t('account.act'),
    render: (session) =>
      session.current ? (
        t('app.none')
      ) : (
        <Button
          size="small"
          variant="outlined"
          color="error"
          disabled={busy}
          onClick={() => onEnd(session)}
          aria-label={`${t('account.end')} : ${deviceOf(session, t)}, ${format.dateTime(session.createdAt)}`}
        >
          {t('account.end')}
        </Button>
      ),
  },
];

interface OthersProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function EndOthersDialog({ onDone, onClose }: OthersProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(endOtherSessions);
  const end = async () => {
    if (!(await act.run())) return;
    notify(t('account.othersEnded'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('account.endOthersTitle')}
      confirm={{ label: t('account.endOthersConfirm'), danger: true }}
      act={act}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <Typography>{t('account.endOthersText')}</Typography>
    </ActDialog>
  );
}

interface SessionsPanelProps {
  readonly sessions: Reading<readonly OpenSession[]>;
  readonly onChanged: () => void;
}

/** Where one's space is open; each can be ended, and all the others at once. */
export function SessionsPanel({ sessions, onChanged }: SessionsPanelProps) {
  const { t, format } = useText();
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const act = useAct(endSession);
  const end = async (session: OpenSession) => {
    if (!(await act.run(session.id))) return;
    notify(t('account.ended'), { type: 'success' });
    onChanged();
  };
  const { loaded } = sessions;
  const several = loaded.state === 'ready' && loaded.value.length > 1;
  const others = several ? (
    <Box sx={{ p: 2, borderTop: 1, borderColor: 'divider' }}>
      <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
        {t('account.endOthers')}
      </Button>
    </Box>
  ) : null;
  const columns = sessionColumns(t, format, { busy: act.busy, onEnd: (session) => void end(session) });
  return (
    <Panel title={t('account.sessions')} help={t('account.sessionsHelp')} flush>
      <ErrorNotice error={act.error} />
      <LoadedRows reading={sessions}>
        {(rows) => <RecordTable caption={t('account.sessions')} rows={rows} columns={columns} />}
      </LoadedRows>
      {others}
      {asking ? (
        <EndOthersDialog
          onDone={() => {
            setAsking(false);
            onChanged();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Panel>
  );
}
