import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Order } from '../../graphql/schema.js';
import type { VerificationActInput } from '../../graphql/schema-verification.js';
import { invalidateVerification, recordOrderVerification } from '../../graphql/verification-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { VerificationForm } from '../holder/verification/verification-form.js';
import { useMay } from '../viewer-context.js';

interface DialogProps {
  readonly order: Order;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function OfficeVerifyDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(recordOrderVerification);
  const { surname, givenNames } = order.certifiedData;
  const record = async (input: VerificationActInput) => {
    if (!(await act.run({ ...input, orderId: order.id }))) return;
    notify(t('office.verified'), { type: 'success' });
    onDone();
  };
  return (
    <VerificationForm
      person={{ name: order.holderName, surname, givenNames }}
      act={act}
      onRecord={(input) => void record(input)}
      onClose={onClose}
    />
  );
}

function InvalidateDialog({ order, onDone, onClose }: DialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(invalidateVerification);
  const fields = useFields(
    { reason: '' },
    { judge: ({ reason }) => (reason.trim() === '' ? { reason: 'REQUIRED' } : {}), act },
  );
  const invalidate = async () => {
    if (!(await act.run({ orderId: order.id, reason: fields.values.reason.trim() }))) return;
    notify(t('office.invalidated'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('office.invalidateTitle', { name: order.holderName })}
      confirm={{ label: t('office.invalidate'), danger: true }}
      act={act}
      onConfirm={() => fields.submit(() => void invalidate())()}
      onClose={onClose}
    >
      <Typography>{t('office.invalidateText')}</Typography>
      <TextField
        {...fields.field('reason', t('meeting.reason'))}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </ActDialog>
  );
}

/** What the office does with the verification behind a file: verify itself, or say that it was wrong (D1, D6). */
export function OfficeVerification({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useText();
  const mayReview = useMay('identity.review');
  const [open, setOpen] = useState<'verify' | 'invalidate'>();
  if (!mayReview) return null;
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    onDone();
  };
  const Dialog = open === 'verify' ? OfficeVerifyDialog : InvalidateDialog;
  const rests = order.verification?.state === 'VERIFIED';
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1.5 }}>
      <Button size="small" variant="outlined" onClick={() => setOpen('verify')}>
        {t('office.verify')}
      </Button>
      {rests ? (
        <Button size="small" variant="outlined" color="error" onClick={() => setOpen('invalidate')}>
          {t('office.invalidate')}
        </Button>
      ) : null}
      {open ? <Dialog order={order} onDone={done} onClose={close} /> : null}
    </Box>
  );
}
