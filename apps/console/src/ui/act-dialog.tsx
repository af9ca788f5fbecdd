import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type FormEvent, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from './error-notice.js';

interface ActDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: { label: string; busyLabel?: string; danger?: boolean; disabled?: boolean };
  /** The way out, where "Annuler" could be taken for the act itself. */
  readonly dismiss?: string;
  readonly act: { busy: boolean; error: unknown };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A dialog for one wilful act: what it does, its failure in place, focus returned on closing. */
export function ActDialog(props: ActDialogProps) {
  const { open, title, children, confirm, dismiss, act, onConfirm, onClose } = props;
  const { t } = useText();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <Dialog
      open={open}
      onClose={act.busy ? undefined : onClose}
      aria-labelledby={id}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { sx: { m: 2, width: 'calc(100% - 32px)' } } }}
    >
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'contents' }}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
          {children}
          <ErrorNotice error={act.error} />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2, gap: 1, flexWrap: 'wrap' }}>
          <Button onClick={onClose} disabled={act.busy}>
            {dismiss ?? t('app.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={confirm.danger ? 'error' : 'primary'}
            disabled={act.busy || confirm.disabled === true}
          >
            {act.busy ? (confirm.busyLabel ?? t('app.loading')) : confirm.label}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
