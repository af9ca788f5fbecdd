import ForwardToInboxOutlined from '@mui/icons-material/ForwardToInboxOutlined';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { resendOrderLink } from '../../graphql/acts.js';
import type { Order } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

/** The holder's link once more, for MC, representative and office alike: the server says whose turn it is (D29). */
export function ResendLink({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useText();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const act = useAct(resendOrderLink);
  const names = { name: order.holderName, email: order.certifiedData.email };
  const resend = async () => {
    if (!(await act.run({ orderId: order.id, version: order.version }))) return;
    notify(t('order.resent', names), { type: 'success' });
    setOpen(false);
    onDone();
  };
  const close = () => {
    setOpen(false);
    act.reset();
  };
  if (!order.allowedActions.includes('RESEND_LINK')) return null;
  return (
    <>
      <Button variant="outlined" startIcon={<ForwardToInboxOutlined />} onClick={() => setOpen(true)}>
        {t('order.resendLink')}
      </Button>
      {open ? (
        <ActDialog
          open
          title={t('order.resendTitle')}
          confirm={{ label: t('order.resendConfirm') }}
          act={act}
          onConfirm={() => void resend()}
          onClose={close}
        >
          <Typography>{t('order.resendText', names)}</Typography>
        </ActDialog>
      ) : null}
    </>
  );
}
