import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useState } from 'react';
import { useParams } from 'react-admin';
import { fetchCompanyFile, type CompanyFile, type Establishment } from '../../graphql/onboarding.js';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { NotFound } from '../parts/not-found.js';
import { Page, Stacked } from '../parts/page.js';
import { useMay, useViewer } from '../viewer-context.js';
import { ChecklistPanel } from './checklist-panel.js';
import { EstablishmentDialog } from './establishment-dialog.js';
import { EstablishmentsPanel } from './establishments-panel.js';
import { FollowDialog } from './follow-dialog.js';
import { PaperDialog } from './paper-dialog.js';
import { RegistrationDialog } from './registration-dialog.js';
import { RegistrationPanel } from './registration-panel.js';
import { StepChip } from './step-chip.js';

function FollowPanel({ file, onEdit }: { file: CompanyFile; onEdit: () => void }) {
  const { t, format } = useText();
  const { followUp } = file;
  return (
    <Panel
      title={t('pipeline.followUp')}
      action={
        <Button size="small" onClick={onEdit}>
          {t('pipeline.follow')}
        </Button>
      }
    >
      <DefinitionList
        items={[
          { term: t('pipeline.owner'), value: followUp?.ownerName ?? t('pipeline.noOwner') },
          { term: t('pipeline.next'), value: followUp?.nextAction ?? t('app.none') },
          {
            term: t('pipeline.due'),
            value: followUp?.nextActionOn ? format.date(followUp.nextActionOn) : t('app.none'),
          },
        ]}
      />
    </Panel>
  );
}

type Open = 'follow' | 'registration' | 'paper' | { readonly establishment: Establishment | null };

function Dialogs(props: {
  open: Open | undefined;
  file: CompanyFile;
  onDone: (file: CompanyFile) => void;
  onClose: () => void;
}) {
  const { open, ...rest } = props;
  if (open === undefined) return null;
  if (open === 'follow') return <FollowDialog {...rest} />;
  if (open === 'registration') return <RegistrationDialog {...rest} />;
  if (open === 'paper') return <PaperDialog {...rest} />;
  return <EstablishmentDialog {...rest} known={open.establishment} />;
}

interface CompanyViewProps {
  readonly file: CompanyFile;
  readonly back?: { readonly to: string; readonly label: string };
  readonly onDone: (file: CompanyFile) => void;
}

/** The papers are the office's business until it has approved the mandate, and done with then. */
function CompanyView({ file, back, onDone }: CompanyViewProps) {
  const [open, setOpen] = useState<Open>();
  const [records, papers] = [useMay('company.record'), useMay('company.paper')];
  const close = () => setOpen(undefined);
  const done = (saved: CompanyFile) => {
    close();
    onDone(saved);
  };
  return (
    <Page title={file.name} status={<StepChip step={file.step} />} {...(back ? { back } : {})}>
      <Stacked>
        {records ? <FollowPanel file={file} onEdit={() => setOpen('follow')} /> : null}
        {file.step === 'ACTIVE' ? null : (
          <ChecklistPanel checklist={file.checklist} onRecord={papers ? () => setOpen('paper') : undefined} />
        )}
        <RegistrationPanel
          file={file}
          onDone={onDone}
          onEdit={records ? () => setOpen('registration') : undefined}
        />
        <EstablishmentsPanel
          establishments={file.establishments}
          onEdit={records ? (establishment) => setOpen({ establishment }) : undefined}
        />
      </Stacked>
      <Dialogs open={open} file={file} onDone={done} onClose={close} />
    </Page>
  );
}

function CompanyOf({ id, back }: { id: string; back?: CompanyViewProps['back'] }) {
  const { t } = useText();
  const load = useCallback(() => fetchCompanyFile(id), [id]);
  const { loaded, reload, replace } = useLoaded(load);
  if (loaded.state === 'loading') return <LoadingBlocks heights={[36, 160, 240]} />;
  if (loaded.state === 'ready')
    return <CompanyView file={loaded.value} onDone={replace} {...(back ? { back } : {})} />;
  if (back && isGraphqlError(loaded.error) && loaded.error.code === 'NOT_FOUND')
    return <NotFound text={t('error.NOT_FOUND')} to={back.to} label={t('list.back')} />;
  return <ErrorNotice error={loaded.error} onRetry={reload} />;
}

/** A company as sales work on it. */
export function CompanyPage() {
  const { t } = useText();
  const { id = '' } = useParams();
  return <CompanyOf id={decodeURIComponent(id)} back={{ to: '/companies', label: t('company.title') }} />;
}

/** One's own company, as its representative and its MC see it. */
export function OwnCompanyPage() {
  const { t } = useText();
  const company = useViewer().activeCompany;
  return company ? <CompanyOf id={company.id} /> : <Typography>{t('app.none')}</Typography>;
}
