import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { changeHolderContact } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { contactFaults, ContactInputs, contactOf, contactValues } from './contact-inputs.js';

interface ContactDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Neither stands in a certificate: changing it revokes nothing (D15). */
export function ContactDialog({ holder, onDone, onClose }: ContactDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(changeHolderContact);
  const fields = useFields(contactValues(holder), { judge: contactFaults, act });
  const save = async () => {
    const input = { holderId: holder.id, version: holder.version, ...contactOf(fields.values) };
    if (!(await act.run(input))) return;
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
      <ContactInputs fields={fields} />
    </ActDialog>
  );
}
