import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { decideMandate } from '../../graphql/mandate-acts.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { FileRecordPage } from '../access/file-record-page.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { useMay } from '../viewer-context.js';
import { EvidencePanel } from './evidence-panel.js';
import { SealedEvidencePanel } from './sealed-evidence-panel.js';
import { MandateChip } from './mandate-chip.js';
import { MandateFacts } from './mandate-facts.js';
import { NO_PROOFS, paperOf, proofFaults, proofsOf } from './proofs.js';
import { ProofsForm } from './proofs-form.js';
import { RecordRepresentativeDialog } from './record-representative-dialog.js';
import { RefuseDialog } from './refuse-dialog.js';

interface ViewProps {
  readonly mandate: Mandate;
  readonly onDone: () => void;
}

/** The references, then the approval, which names company and person before it is given. */
function ApproveForm({ mandate, onDone }: ViewProps) {
  const { t, format } = useText();
  const notify = useNotify();
  const [confirming, setConfirming] = useState(false);
  const act = useAct((input: Parameters<typeof decideMandate>[0]) =>
    decideMandate(input).catch((error: unknown) => {
      // What is to be corrected stands in the form behind the dialog.
      if (isGraphqlError(error) && Object.keys(error.fields).length > 0) setConfirming(false);
      throw error;
    }),
  );
  const fields = useFields(NO_PROOFS, { judge: (values) => proofFaults(values, mandate, new Date()), act });
  const names = {
    company: mandate.companyName,
    agent: mandate.agentName ?? '',
    representative: mandate.representativeName ?? '',
    end: shownDate(mandate.endsOn, format),
  };
  const approve = async () => {
    const { id: mandateId, version } = mandate;
    const input = { mandateId, version, decision: 'APPROVE', reason: null } as const;
    const seen = { proofs: proofsOf(fields.values), paper: paperOf(fields.values, mandate) };
    if (!(await act.run({ ...input, ...seen }))) return;
    setConfirming(false);
    notify(t('mandateReview.approve.done', names), { type: 'success' });
    onDone();
  };
  return (
    <Panel title={t('mandateReview.checklist')} help={t('mandateReview.checklistHelp')}>
      <Box
        component="form"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => setConfirming(true))}
        sx={{ display: 'grid', gap: 2.5 }}
      >
        <ProofsForm mandate={mandate} fields={fields} />
        {confirming ? null : <ErrorNotice error={act.error} />}
        <Button
          type="submit"
          variant="contained"
          startIcon={<CheckCircleOutlined />}
          sx={{ justifySelf: { sm: 'end' } }}
        >
          {t('mandateReview.approve.open')}
        </Button>
      </Box>
      {confirming ? (
        <ActDialog
          open
          title={t('mandateReview.approve.title', names)}
          confirm={{ label: t('mandateReview.approve.confirm') }}
          act={act}
          onConfirm={() => void approve()}
          onClose={() => setConfirming(false)}
        >
          <Typography>{t('mandateReview.approve.text', names)}</Typography>
          <Typography>{t('mandateReview.approve.attest', names)}</Typography>
        </ActDialog>
      ) : null}
    </Panel>
  );
}

type Opened = 'RETURN' | 'REJECT' | 'REPRESENTATIVE';

/** What the officer may do beside approving: the server says it, but for a new representative of an active one (D25). */
function ReviewActions({ mandate, onOpen }: { mandate: Mandate; onOpen: (opened: Opened) => void }) {
  const { t } = useText();
  const records = useMay('representative.record') && mandate.state === 'ACTIVE';
  const may = (action: Mandate['allowedActions'][number]) => mandate.allowedActions.includes(action);
  return (
    <>
      {may('REJECT') ? (
        <Button variant="outlined" color="error" onClick={() => onOpen('REJECT')}>
          {t('mandateReview.reject.open')}
        </Button>
      ) : null}
      {records ? (
        <Button variant="outlined" onClick={() => onOpen('REPRESENTATIVE')}>
          {t('representative.open')}
        </Button>
      ) : null}
      {may('RETURN') ? (
        <Button variant="outlined" onClick={() => onOpen('RETURN')}>
          {t('mandateReview.return.open')}
        </Button>
      ) : null}
    </>
  );
}

interface OpenedProps extends ViewProps {
  readonly opened: Opened;
  readonly onClose: () => void;
}

const OpenedDialog = ({ opened, ...dialog }: OpenedProps) =>
  opened === 'REPRESENTATIVE' ? (
    <RecordRepresentativeDialog {...dialog} />
  ) : (
    <RefuseDialog decision={opened} {...dialog} />
  );

function ReviewView({ mandate, onDone }: ViewProps) {
  const { t } = useText();
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const done = () => {
    close();
    onDone();
  };
  return (
    <Page
      title={t('mandateReview.one', { company: mandate.companyName })}
      subtitle={t('mandateReview.subtitle', { name: mandate.agentName ?? '' })}
      status={<MandateChip state={mandate.state} />}
      actions={<ReviewActions mandate={mandate} onOpen={setOpened} />}
      back={{ to: '/mandate-review', label: t('mandateReview.title') }}
    >
      {mandate.allowedActions.length === 0 ? (
        <Alert severity={mandate.state === 'ACTIVE' ? 'success' : 'info'}>
          {t(mandate.state === 'ACTIVE' ? 'mandateReview.isActive' : 'review.notYours')}
        </Alert>
      ) : null}
      <Columns wide="1fr 1.2fr">
        <Stacked>
          <Panel title={t('mandates.terms')}>
            <MandateFacts mandate={mandate} opened />
          </Panel>
          <SealedEvidencePanel mandate={mandate} />
          <EvidencePanel evidence={mandate.evidence} />
        </Stacked>
        {mandate.allowedActions.includes('APPROVE') ? (
          <ApproveForm mandate={mandate} onDone={onDone} />
        ) : null}
      </Columns>
      {opened ? <OpenedDialog mandate={mandate} opened={opened} onDone={done} onClose={close} /> : null}
    </Page>
  );
}

export function MandateReviewPage() {
  const { t } = useText();
  return (
    <FileRecordPage<Mandate>
      resource="mandate-review"
      objectType="MANDATE"
      subject={(mandate) => mandate.companyName}
      back={{ to: '/mandate-review', label: t('mandateReview.title') }}
    >
      {(mandate, refetch) => <ReviewView mandate={mandate} onDone={refetch} />}
    </FileRecordPage>
  );
}
