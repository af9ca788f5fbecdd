import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useState } from 'react';
import { useParams } from 'react-admin';
import type { StaffList, StaffListAction } from '../../graphql/schema-staff-list.js';
import { fetchStaffList, fetchStaffListReport } from '../../graphql/staff-lists.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { saveFile } from '../../ui/save-file.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Page } from '../parts/page.js';
import { ChangesPanel } from './changes-panel.js';
import { LinesPanel } from './lines-panel.js';
import { MappingPanel } from './mapping-panel.js';
import { AskDialog, CancelDialog, RunDialog } from './run-dialogs.js';
import { isUnderWay, StaffListStateChip } from './staff-list-state.js';

const LOOK_AGAIN_MS = 1_000;
const SEPARATOR_NAMES: Readonly<Record<string, string>> = {
  '\t': 'tab',
  ';': 'semicolon',
  ',': 'comma',
  '|': 'bar',
};

function Progress({ list }: { list: StaffList }) {
  const { t, format } = useText();
  const known = list.state !== 'RECEIVED' && list.lines > 0;
  const label = t(`staffList.states.${list.state}`);
  return (
    <Panel title={label} help={list.state === 'RUNNING' ? t('staffList.progressRun') : undefined}>
      <Box sx={{ pt: 1.5, display: 'grid', gap: 1 }}>
        <LinearProgress
          aria-label={label}
          {...(known ? { variant: 'determinate', value: (list.done / list.lines) * 100 } : {})}
        />
        {known ? (
          <Typography variant="body2" aria-live="polite">
            {t('staffList.progress', { done: format.number(list.done), lines: format.number(list.lines) })}
          </Typography>
        ) : null}
      </Box>
    </Panel>
  );
}

function FileFacts({ list }: { list: StaffList }) {
  const { t, format } = useText();
  const separator = SEPARATOR_NAMES[list.separator ?? ''];
  const items = [
    { term: t('staffList.format'), value: list.format ?? '' },
    ...(list.encoding ? [{ term: t('staffList.encoding'), value: list.encoding }] : []),
    ...(separator ? [{ term: t('staffList.separator'), value: t(`staffList.separators.${separator}`) }] : []),
    { term: t('staffList.lines'), value: format.number(list.lines) },
    {
      term: t('staffList.header'),
      value:
        list.headerLine === null
          ? t('staffList.noHeader')
          : t('staffList.headerAt', { line: list.headerLine }),
    },
  ];
  return (
    <Panel title={t('staffList.read')}>
      <DefinitionList items={items} />
    </Panel>
  );
}

function ReportButton({ list }: { list: StaffList }) {
  const { t } = useText();
  const act = useAct(fetchStaffListReport);
  const save = async () => {
    const csv = await act.run(list.id);
    if (csv === undefined) return;
    const name = list.name.replace(/\.[^.]*$/u, '');
    saveFile(`${name} - ${t('staffList.reportName')}.csv`, csv, 'text/csv;charset=utf-8');
  };
  return (
    <>
      <Button variant="outlined" disabled={act.busy} onClick={() => void save()}>
        {t(act.busy ? 'staffList.downloading' : 'staffList.download')}
      </Button>
      <ErrorNotice error={act.error} />
    </>
  );
}

interface BodyProps {
  readonly list: StaffList;
  readonly onChange: () => void;
}

/** What has to be known before anything else: why it ended, or whom it waits for. */
function Notices({ list }: { list: StaffList }) {
  const { t } = useText();
  const waits = list.secondPersonAsked && list.state === 'CHECKED';
  return (
    <>
      {list.problem ? <Alert severity="error">{list.problem}</Alert> : null}
      {waits ? <Alert severity="info">{t('staffList.waits')}</Alert> : null}
      {list.allowedActions.includes('ASK_SECOND_PERSON') ? (
        <Alert severity="warning">{t('staffList.gate')}</Alert>
      ) : null}
    </>
  );
}

/** Verdicts, and what became of them; none before the dry run is over. */
function Judged({ list }: { list: StaffList }) {
  const isForgotten = list.forgottenAt !== null;
  if (list.state !== 'CHECKED' && list.runStartedAt === null && !isForgotten) return null;
  return (
    <>
      {list.checked.certificates > 0 && !isForgotten ? <ChangesPanel id={list.id} /> : null}
      {isUnderWay(list.state) ? null : <LinesPanel list={list} />}
    </>
  );
}

/** What the list's state asks for: patience, an answer, a decision, or nothing more. */
function Body({ list, onChange }: BodyProps) {
  const isRead = list.state === 'AWAITING_MAPPING';
  return (
    <>
      <Notices list={list} />
      {isUnderWay(list.state) ? <Progress list={list} /> : null}
      {isRead ? <FileFacts list={list} /> : null}
      {isRead && list.allowedActions.includes('MAP') ? (
        <MappingPanel list={list} onMapped={onChange} />
      ) : null}
      <Judged list={list} />
    </>
  );
}

function Actions({ list, onAct }: { list: StaffList; onAct: (action: StaffListAction) => void }) {
  const { t } = useText();
  const { allowedActions, checked } = list;
  const isWorth = checked.create + checked.update + checked.revoke > 0;
  const stop = list.state === 'RUNNING' ? 'staffList.stop' : 'staffList.cancel';
  return (
    <>
      {list.runStartedAt !== null && !isUnderWay(list.state) && list.forgottenAt === null ? (
        <ReportButton list={list} />
      ) : null}
      {allowedActions.includes('CANCEL') ? (
        <Button variant="outlined" color="error" onClick={() => onAct('CANCEL')}>
          {t(stop)}
        </Button>
      ) : null}
      {allowedActions.includes('RUN') && isWorth ? (
        <Button variant="contained" onClick={() => onAct('RUN')}>
          {t('staffList.run')}
        </Button>
      ) : null}
      {allowedActions.includes('ASK_SECOND_PERSON') ? (
        <Button variant="contained" onClick={() => onAct('ASK_SECOND_PERSON')}>
          {t('staffList.ask')}
        </Button>
      ) : null}
    </>
  );
}

const DIALOGS = { RUN: RunDialog, ASK_SECOND_PERSON: AskDialog, CANCEL: CancelDialog } as const;

/** One staff list, from the file that was read to the report of what was done. */
export function StaffListPage() {
  const { t, format } = useText();
  const { id = '' } = useParams();
  const load = useCallback(() => fetchStaffList(id), [id]);
  const { loaded, reload, replace, fail } = useLoaded(load);
  const [acting, setActing] = useState<keyof typeof DIALOGS>();
  const refresh = useCallback(() => void load().then(replace, fail), [load, replace, fail]);
  const list = loaded.state === 'ready' ? loaded.value : undefined;
  useEffect(() => {
    if (!list || !isUnderWay(list.state)) return undefined;
    const timer = setTimeout(refresh, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [list, refresh]);
  const back = { to: '/staff-lists', label: t('staffList.back') };
  if (!list) {
    return (
      <Page title={t('staffList.title')} back={back}>
        {loaded.state === 'failed' ? (
          <ErrorNotice error={loaded.error} onRetry={reload} />
        ) : (
          <LoadingBlocks />
        )}
      </Page>
    );
  }
  const Dialog = acting ? DIALOGS[acting] : undefined;
  const done = () => {
    setActing(undefined);
    refresh();
  };
  return (
    <Page
      title={list.name}
      back={back}
      status={<StaffListStateChip state={list.state} />}
      subtitle={`${list.uploadedByName} · ${format.dateTime(list.uploadedAt)}`}
      actions={<Actions list={list} onAct={(action) => setActing(action === 'MAP' ? undefined : action)} />}
    >
      <Body list={list} onChange={refresh} />
      {Dialog ? <Dialog list={list} onDone={done} onClose={() => setActing(undefined)} /> : null}
    </Page>
  );
}
