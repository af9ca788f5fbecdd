import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { changeHolderContact } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { phoneFaults, shownPhone } from './phone.js';

interface ContactDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The phone stands in no certificate: changing it revokes nothing (D15). */
export function ContactDialog({ holder, onDone, onClose }: ContactDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(changeHolderContact);
  const fields = useFields(
    { phone: holder.phone ? shownPhone(holder.phone) : '' },
    { judge: ({ phone }) => phoneFaults(phone), act },
  );
  const save = async () => {
    const phone = fields.values.phone.trim() || null;
    if (!(await act.run({ holderId: holder.id, version: holder.version, phone }))) return;
    notify(t('contact.done'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('contact.title', { name: holder.displayName })}
      confirm={{ label: t('contact.confirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void save())()}
      onClose={onClose}
    >
      <Typography>{t('contact.text')}</Typography>
      <TextField
        {...fields.field('phone', t('holder.phone'), { optional: true, help: t('holderForm.phoneHelp') })}
        type="tel"
        autoFocus
        autoComplete="off"
      />
    </ActDialog>
  );
}
