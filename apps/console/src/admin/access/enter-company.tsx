import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useRefresh } from 'react-admin';
import { openAccess } from '../../graphql/access-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { OpenFileLine } from './open-file-line.js';
import { reasonFaults, ReasonField } from './reason-field.js';
import { useOpenGrants } from './use-open-grants.js';

interface EnterProps {
  readonly companyId: string;
  readonly company: string;
}

function EnterDialog({ companyId, company, onClose }: EnterProps & { onClose: () => void }) {
  const { t } = useText();
  const refresh = useRefresh();
  const act = useAct(openAccess);
  const fields = useFields({ reason: '' }, { judge: reasonFaults, act });
  const enter = async () => {
    const { reason } = fields.values;
    if (!(await act.run({ objectType: 'COMPANY', objectId: companyId, reason }))) return;
    onClose();
    refresh();
  };
  return (
    <ActDialog
      open
      title={t('access.enterTitle', { company })}
      confirm={{ label: t('access.enter'), busyLabel: t('access.opening') }}
      act={act}
      onConfirm={() => fields.submit(() => void enter())()}
      onClose={onClose}
    >
      <Typography>{t('access.enterText')}</Typography>
      <ReasonField field={fields.field('reason', t('access.reason'), { help: t('access.reasonHelp') })} />
    </ActDialog>
  );
}

/** The auditor's way into a company, where its journal has names and reasons; nothing once he is in. */
export function EnterCompany({ companyId, company }: EnterProps) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  if (useOpenGrants().some(({ objectId }) => objectId === companyId)) return null;
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        onClick={() => setAsking(true)}
        aria-label={`${t('access.enter')} : ${company}`}
      >
        {t('access.enter')}
      </Button>
      {asking ? (
        <EnterDialog companyId={companyId} company={company} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}

/** The companies that the auditor is in, each with the way out. */
export function EnteredCompanies() {
  const refresh = useRefresh();
  return useOpenGrants()
    .filter(({ objectType }) => objectType === 'COMPANY')
    .map(({ objectId }) => <OpenFileLine key={objectId} objectId={objectId} onLeft={refresh} />);
}
