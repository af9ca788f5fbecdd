import DrawOutlined from '@mui/icons-material/DrawOutlined';
import PlayArrow from '@mui/icons-material/PlayArrow';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { cancelOrder, coSignOrder, resumeOrder } from '../../graphql/acts.js';
import type { Order } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { Declaration } from '../../ui/declaration.js';
import { useAct } from '../../ui/use-act.js';
import { ResendLink } from './resend-link.js';

interface DialogProps {
  readonly order: Order;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The MC's wilful act (F11): he sees what he attests, ticks it, then confirms. */
function CoSignDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [attested, setAttested] = useState(false);
  const act = useAct(coSignOrder);
  const names = { name: order.holderName, company: order.companyName, office: order.registrationOffice };
  const coSign = async () => {
    if (!(await act.run({ orderId: order.id, version: order.version }))) return;
    notify(t('order.coSigned'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('order.coSignTitle')}
      confirm={{ label: t('order.coSignConfirm'), disabled: !attested }}
      act={act}
      onConfirm={() => void coSign()}
      onClose={onClose}
    >
      <Typography>{t('order.coSignText', names)}</Typography>
      <CertifiedDataList
        data={order.certifiedData}
        more={[{ term: t('order.product'), value: order.productName }]}
      />
      <Declaration checked={attested} onChange={setAttested} label={t('order.coSignCheck', names)} />
    </ActDialog>
  );
}

function CancelDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const act = useAct(cancelOrder);
  const cancel = async () => {
    const input = { orderId: order.id, version: order.version, reason: reason.trim() || null };
    if (!(await act.run(input))) return;
    notify(t('order.cancelled'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('order.cancelTitle')}
      confirm={{ label: t('order.cancelConfirm'), danger: true }}
      dismiss={t('order.keep')}
      act={act}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <Typography>{t('order.cancelText', { name: order.holderName })}</Typography>
      <TextField
        label={`${t('order.cancelReason')} (${t('app.optional')})`}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}

/** The replacement goes on where a first order starts: with the holder's consent, asked by mail. */
function ResumeDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(resumeOrder);
  const resume = async () => {
    if (!(await act.run({ orderId: order.id, version: order.version }))) return;
    notify(t('order.resumed', { name: order.holderName }), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('order.resumeTitle')}
      confirm={{ label: t('order.resumeConfirm') }}
      act={act}
      onConfirm={() => void resume()}
      onClose={onClose}
    >
      <Typography>{t('order.resumeText', { name: order.holderName })}</Typography>
      <CertifiedDataList data={order.certifiedData} />
    </ActDialog>
  );
}

const DIALOGS = { 'co-sign': CoSignDialog, cancel: CancelDialog, resume: ResumeDialog } as const;

/** The buttons that the server allows now, and nothing else. */
export function OrderActions({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useText();
  const [open, setOpen] = useState<keyof typeof DIALOGS>();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    onDone();
  };
  const Dialog = open ? DIALOGS[open] : undefined;
  return (
    <>
      {order.allowedActions.includes('CANCEL') ? (
        <Button variant="outlined" color="error" onClick={() => setOpen('cancel')}>
          {t('order.cancel')}
        </Button>
      ) : null}
      <ResendLink order={order} onDone={onDone} />
      {order.allowedActions.includes('CO_SIGN') ? (
        <Button variant="contained" startIcon={<DrawOutlined />} onClick={() => setOpen('co-sign')}>
          {t('order.coSign')}
        </Button>
      ) : null}
      {order.allowedActions.includes('RESUME') ? (
        <Button variant="contained" startIcon={<PlayArrow />} onClick={() => setOpen('resume')}>
          {t('order.resume')}
        </Button>
      ) : null}
      {Dialog ? <Dialog order={order} onDone={done} onClose={close} /> : null}
    </>
  );
}
