import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { confirmMandate, withdrawMandate } from '../../graphql/mandate-life.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { recordPath, RouterButton } from '../parts/router-link.js';
import { EndMandateDialog } from './end-mandate-dialog.js';
import { HandInDialog } from './hand-in-dialog.js';

interface MandateActionsProps {
  readonly mandate: Mandate;
  readonly onDone: () => void;
}

/** What this person may do with the mandate now, as the server says it. */
export function MandateActions({ mandate, onDone }: MandateActionsProps) {
  const { t } = useText();
  const notify = useNotify();
  const [open, setOpen] = useState<'END' | 'HAND_IN'>();
  const confirm = useAct(confirmMandate);
  const withdraw = useAct(withdrawMandate);
  const may = (action: Mandate['allowedActions'][number]) => mandate.allowedActions.includes(action);
  const mandateId = mandate.id;
  const done = () => {
    setOpen(undefined);
    onDone();
  };
  const run = async (act: Promise<unknown>, told: string) => {
    if (!(await act)) return;
    notify(t(told), { type: 'success' });
    onDone();
  };
  return (
    <>
      {may('CONFIRM') ? (
        <Button
          variant="contained"
          disabled={confirm.busy}
          onClick={() => void run(confirm.run({ mandateId }), 'mandateLife.confirmed')}
        >
          {t('mandateLife.confirm')}
        </Button>
      ) : null}
      {may('PRINT') ? (
        <RouterButton variant="outlined" to={recordPath('mandate-forms', mandateId)}>
          {t('paper.print')}
        </RouterButton>
      ) : null}
      {may('HAND_IN') ? (
        <Button variant="contained" onClick={() => setOpen('HAND_IN')}>
          {t('paper.handIn')}
        </Button>
      ) : null}
      {may('WITHDRAW') ? (
        <Button
          variant="outlined"
          disabled={withdraw.busy}
          onClick={() =>
            void run(withdraw.run({ mandateId, version: mandate.version }), 'mandateLife.withdrawn')
          }
        >
          {t('mandateLife.withdraw')}
        </Button>
      ) : null}
      {may('PLAN_DEPARTURE') ? (
        <RouterButton variant="outlined" to={`/mandates/${encodeURIComponent(mandateId)}`}>
          {t('agent-departure.ask')}
        </RouterButton>
      ) : null}
      {may('END') ? (
        <Button variant="outlined" color="error" onClick={() => setOpen('END')}>
          {t('endMandate.open')}
        </Button>
      ) : null}
      <ErrorNotice error={confirm.error ?? withdraw.error} />
      {open === 'END' ? (
        <EndMandateDialog mandate={mandate} onDone={done} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === 'HAND_IN' ? (
        <HandInDialog mandate={mandate} onDone={done} onClose={() => setOpen(undefined)} />
      ) : null}
    </>
  );
}
