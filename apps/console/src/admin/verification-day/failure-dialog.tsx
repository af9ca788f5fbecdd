import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { FAILURE_REASONS, type FailureReason } from '@mandataire/domain/verification-day';
import { useId } from 'react';
import { useText } from '../../i18n/use-text.js';

interface FailureDialogProps {
  readonly onChoose: (reason: FailureReason) => void;
  readonly onClose: () => void;
}

/** Why it failed: one tap. */
export function FailureDialog({ onChoose, onClose }: FailureDialogProps) {
  const { t } = useText();
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="xs">
      <DialogTitle id={id}>{t('day.failedTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1 }}>
        {FAILURE_REASONS.map((reason) => (
          <Button key={reason} variant="outlined" size="large" onClick={() => onChoose(reason)}>
            {t(`day.reasons.${reason}`)}
          </Button>
        ))}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
