import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';

interface PlainDialogProps {
  readonly title: string;
  /** Without it only what is inside leads out: codes that nobody can show again. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** A dialog whose content has its own form and its own way out. */
export function PlainDialog({ title, onClose, children }: PlainDialogProps) {
  const id = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={id}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { sx: { m: 2, width: 'calc(100% - 32px)' } } }}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>{children}</DialogContent>
    </Dialog>
  );
}
