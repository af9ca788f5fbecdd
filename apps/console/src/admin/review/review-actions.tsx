import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { decideOrder } from '../../graphql/acts.js';
import type { Order } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface DialogProps {
  readonly order: Order;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function ApproveDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(decideOrder);
  const names = { name: order.holderName, company: order.companyName, product: order.productName };
  const approve = async () => {
    const input = { orderId: order.id, version: order.version, decision: 'APPROVE', reason: null } as const;
    if (!(await act.run(input))) return;
    notify(t('review.approved', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('review.approveTitle')}
      confirm={{ label: t('review.approveConfirm') }}
      act={act}
      onConfirm={() => void approve()}
      onClose={onClose}
    >
      <Typography>{t('review.approveText', names)}</Typography>
    </ActDialog>
  );
}

function RejectDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct(decideOrder);
  const missing = tried && reason.trim() === '';
  const reject = async () => {
    setTried(true);
    if (reason.trim() === '') return;
    const input = {
      orderId: order.id,
      version: order.version,
      decision: 'REJECT',
      reason: reason.trim(),
    } as const;
    if (!(await act.run(input))) return;
    notify(t('review.rejected'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('review.rejectTitle')}
      confirm={{ label: t('review.rejectConfirm'), danger: true }}
      act={act}
      onConfirm={() => void reject()}
      onClose={onClose}
    >
      <Typography>{t('review.rejectText', { name: order.holderName })}</Typography>
      <TextField
        label={t('review.rejectReason')}
        required
        autoFocus
        multiline
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={missing}
        helperText={missing ? t('review.rejectReasonRequired') : undefined}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}

/** The officer's decision; the server says whether this file is his to decide (F61). */
export function ReviewActions({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useText();
  const [open, setOpen] = useState<'approve' | 'reject'>();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    onDone();
  };
  const Dialog = open === 'approve' ? ApproveDialog : RejectDialog;
  return (
    <>
      {order.allowedActions.includes('REJECT') ? (
        <Button variant="outlined" color="error" onClick={() => setOpen('reject')}>
          {t('review.reject')}
        </Button>
      ) : null}
      {order.allowedActions.includes('APPROVE') ? (
        <Button variant="contained" startIcon={<CheckCircleOutlined />} onClick={() => setOpen('approve')}>
          {t('review.approve')}
        </Button>
      ) : null}
      {open ? <Dialog order={order} onDone={done} onClose={close} /> : null}
    </>
  );
}
