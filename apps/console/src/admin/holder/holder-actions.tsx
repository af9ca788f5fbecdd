import Add from '@mui/icons-material/Add';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Button from '@mui/material/Button';
import { useState, type ComponentType, type ReactNode } from 'react';
import type { Holder, HolderAction } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { recordPath, RouterButton } from '../parts/router-link.js';
import { CancelChangeDialog } from './cancel-change-dialog.js';
import { ContactDialog } from './contact-dialog.js';
import { InviteHolderDialog } from './invite-holder-dialog.js';
import { VerifyDialog } from './verify-dialog.js';

/** Its page names what will be revoked. */
const departurePath = (holderId: string): string => `${recordPath('holders', holderId)}/departure`;

type Dialog = ComponentType<{ holder: Holder; onDone: () => void; onClose: () => void }>;

/** A button that opens the dialog of its act, shown when the server allows the act. */
export function HolderActButton(props: {
  holder: Holder;
  action: HolderAction;
  label: string;
  dialog: Dialog;
  primary?: boolean;
  icon?: ReactNode;
  onDone: () => void;
}) {
  const { holder, action, label, dialog: ActForm, primary, icon, onDone } = props;
  const [open, setOpen] = useState(false);
  if (!holder.allowedActions.includes(action)) return null;
  const done = () => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Button variant={primary ? 'contained' : 'outlined'} startIcon={icon} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? <ActForm holder={holder} onDone={done} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Verified as he is now: after a change of identity or a revocation the server calls the earlier meeting stale. */
export const isVerified = (holder: Holder): boolean => holder.verification?.state === 'VERIFIED';

interface HolderActionsProps {
  readonly holder: Holder;
  readonly onDone: () => void;
}

/** What can be done for this person now; the next act in the chain stands out. */
export function HolderActions({ holder, onDone }: HolderActionsProps) {
  const { t } = useText();
  const verified = isVerified(holder);
  return (
    <>
      <HolderActButton
        holder={holder}
        action="VERIFY_IDENTITY"
        label={t(holder.verification ? 'verify.again' : 'verify.open')}
        dialog={VerifyDialog}
        primary={!verified}
        icon={<VerifiedUserOutlined />}
        onDone={onDone}
      />
      {holder.allowedActions.includes('PLACE_ORDER') ? (
        <RouterButton
          to={`/orders/create?holder=${encodeURIComponent(holder.id)}`}
          variant={verified ? 'contained' : 'outlined'}
          startIcon={<Add />}
          disabled={!verified}
        >
          {t('holder.order')}
        </RouterButton>
      ) : null}
    </>
  );
}

/** Acts on the person's data: certified data apart from contact data, because only the first revoke (D15). */
export function IdentityActions({ holder, onDone }: HolderActionsProps) {
  const { t } = useText();
  return (
    <>
      {holder.allowedActions.includes('CHANGE_IDENTITY') ? (
        <RouterButton to={`/holders/${encodeURIComponent(holder.id)}`} variant="outlined">
          {t('identityChange.open')}
        </RouterButton>
      ) : null}
      <HolderActButton
        holder={holder}
        action="CANCEL_CHANGE"
        label={t('cancelChange.open')}
        dialog={CancelChangeDialog}
        onDone={onDone}
      />
      <HolderActButton
        holder={holder}
        action="CHANGE_CONTACT"
        label={t('contact.open')}
        dialog={ContactDialog}
        onDone={onDone}
      />
      {holder.allowedActions.includes('REPORT_DEPARTURE') ? (
        <RouterButton to={departurePath(holder.id)} variant="outlined" color="error">
          {t('departure.open')}
        </RouterButton>
      ) : null}
      <HolderActButton
        holder={holder}
        action="INVITE"
        label={t('inviteHolder.open')}
        dialog={InviteHolderDialog}
        onDone={onDone}
      />
    </>
  );
}
