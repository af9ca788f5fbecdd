import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { CHOOSABLE_REASONS, type RevocationReason } from '@mandataire/domain/revocation';
import { useState } from 'react';
import { requestRevocation } from '../../graphql/acts.js';
import type { Certificate } from '../../graphql/schema.js';
import { groupSerial } from '../../i18n/formats.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface RevokeDialogProps {
  readonly certificate: Certificate;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

/** Names the person and the serial, so that nobody revokes the wrong certificate. Mounted once per opening. */
export function RevokeDialog({ certificate, onRevoked, onClose }: RevokeDialogProps) {
  const { t } = useText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState<RevocationReason | ''>('');
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct(requestRevocation);
  const missing = tried && reason === '';
  const revoke = async () => {
    setTried(true);
    if (reason === '') return;
    const done = await act.run({
      idempotencyKey,
      certificateId: certificate.id,
      reason,
      comment: comment.trim() || null,
    });
    if (done) onRevoked();
  };
  return (
    <ActDialog
      open
      title={t('revocation.dialogTitle')}
      confirm={{ label: t('revocation.confirm'), busyLabel: t('revocation.confirming'), danger: true }}
      act={act}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <Box>
        <Typography sx={{ fontWeight: 650 }}>
          {t('revocation.of', { name: certificate.certifiedData.commonName })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {certificate.productName}
        </Typography>
        <Typography sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', overflowWrap: 'anywhere', mt: 0.5 }}>
          {t('revocation.serial', { serial: groupSerial(certificate.serial) })}
        </Typography>
      </Box>
      <Alert severity="warning">{t('revocation.irreversible')}</Alert>
      <TextField
        select
        required
        autoFocus
        label={t('revocation.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value as RevocationReason)}
        error={missing}
        helperText={missing ? t('revocation.reasonRequired') : t('revocation.confidential')}
      >
        {CHOOSABLE_REASONS.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {t(`revocation.reasons.${choice}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={`${t('revocation.comment')} (${t('app.optional')})`}
        multiline
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}
