import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { isGraphqlError } from '../../../graphql/graphql-error.js';
import { confirmIdentityChange, previewIdentityChange } from '../../../graphql/holder-acts.js';
import type { Holder } from '../../../graphql/schema.js';
import type { IdentityChange } from '../../../graphql/schema-identity.js';
import { shownDate } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Declaration } from '../../../ui/declaration.js';
import { useAct } from '../../../ui/use-act.js';
import type { Previewed } from './previewed.js';
import { Consequences, DataBeforeAfter } from './impact-panels.js';

interface ImpactViewProps {
  readonly holder: Holder;
  readonly previewed: Previewed;
  readonly onPreviewed: (previewed: Previewed) => void;
  readonly onBack: () => void;
  readonly onConfirmed: (change: IdentityChange) => void;
}

function ConfirmDialog(props: ImpactViewProps & { onClose: () => void }) {
  const { holder, previewed, onPreviewed, onConfirmed, onClose } = props;
  const { input, impact } = previewed;
  const { t, format } = useText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [aware, setAware] = useState(false);
  const act = useAct(confirmIdentityChange);
  const again = useAct(previewIdentityChange);
  const count = impact.certificatesToRevoke.length;
  const names = {
    name: holder.displayName,
    smart_count: count,
    date: shownDate(input.effectiveOn, format),
  };
  const confirm = async () => {
    const confirmedCertificateIds = impact.certificatesToRevoke.map((certificate) => certificate.id);
    const change = await act.run({ ...input, idempotencyKey, confirmedCertificateIds });
    if (change) onConfirmed(change);
  };
  const refresh = async () => {
    const found = await again.run(input);
    if (!found) return;
    onPreviewed({ input, impact: found });
    onClose();
  };
  const changed = isGraphqlError(act.error) && act.error.reason === 'IMPACT_CHANGED';
  const when = impact.immediate ? 'Now' : 'Later';
  return (
    <ActDialog
      open
      title={t('identityChange.confirmTitle', names)}
      confirm={{
        label: t(`identityChange.confirm${when}`),
        busyLabel: t('identityChange.confirming'),
        danger: impact.immediate && count > 0,
        disabled: !aware,
      }}
      dismiss={t('identityChange.dismiss')}
      act={act}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Typography>
        {t(count === 0 ? 'identityChange.confirmNothing' : `identityChange.confirmText${when}`, names)}
      </Typography>
      {count > 0 && impact.immediate ? (
        <Alert severity="warning">{t('revocation.irreversible')}</Alert>
      ) : null}
      <Declaration checked={aware} onChange={setAware} label={t('identityChange.aware', names)} />
      {changed ? (
        <Button variant="outlined" onClick={() => void refresh()} sx={{ justifySelf: 'start' }}>
          {t('identityChange.reread')}
        </Button>
      ) : null}
    </ActDialog>
  );
}

/** Everything that confirming would do, before it is done (I-15, D15–D17). */
export function ImpactView(props: ImpactViewProps) {
  const { previewed, onBack } = props;
  const { t } = useText();
  const [confirming, setConfirming] = useState(false);
  return (
    <>
      <DataBeforeAfter changes={previewed.impact.changes} />
      <Consequences {...previewed} />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap-reverse', justifyContent: 'space-between' }}>
        <Button onClick={onBack}>{t('identityChange.edit')}</Button>
        <Button variant="contained" size="large" onClick={() => setConfirming(true)}>
          {t('identityChange.proceed')}
        </Button>
      </Box>
      {confirming ? <ConfirmDialog {...props} onClose={() => setConfirming(false)} /> : null}
    </>
  );
}
