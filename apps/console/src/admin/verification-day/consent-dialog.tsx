import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useId } from 'react';
import { showConsentLink } from '../../graphql/day-acts.js';
import type { DayPerson } from '../../graphql/schema-day.js';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';

const POLL_MS = 2_500;

interface ConsentDialogProps {
  readonly person: DayPerson;
  readonly name: string;
  /** Asks whether he has answered. */
  readonly onPoll: () => void;
  readonly onClose: () => void;
}

/** A one-time link as a QR code, for the holder's own phone; says when his agreement has come. */
export function ConsentDialog({ person, name, onPoll, onClose }: ConsentDialogProps) {
  const { t, format } = useText();
  const id = useId();
  const load = useCallback(() => showConsentLink(person.id), [person.id]);
  const reading = useLoaded(load);
  const agreed = person.agreedAt !== null;
  useEffect(() => {
    if (agreed) return undefined;
    const timer = setInterval(onPoll, POLL_MS);
    return () => clearInterval(timer);
  }, [agreed, onPoll]);
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="xs">
      <DialogTitle id={id}>{t('day.qrTitle', { name })}</DialogTitle>
      <DialogContent>
        {agreed ? (
          <Message tone="success" title={t('day.agreed')}>
            {null}
          </Message>
        ) : (
          <LoadedRows reading={reading}>
            {({ opens, qrCodeSvg, expiresAt }) => (
              <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'center' }}>
                <Typography>{t(`day.qr${opens}`)}</Typography>
                <Box
                  component="img"
                  src={`data:image/svg+xml,${encodeURIComponent(qrCodeSvg)}`}
                  alt={t('day.qrImage', { name })}
                  sx={{ width: '100%', maxWidth: 280, bgcolor: '#fff', borderRadius: 1 }}
                />
                <Typography variant="body2" color="textSecondary">
                  {t('day.qrUntil', { time: format.time(expiresAt) })}
                </Typography>
              </Box>
            )}
          </LoadedRows>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('day.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
