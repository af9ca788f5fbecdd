import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { inviteRepresentative } from '../../graphql/mandate-acts.js';
import type { Company } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface InviteDialogProps {
  readonly company: Company;
  /** As invited before; an invitation sent again replaces the former link. */
  readonly representativeName: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const judge = ({ name, email }: { name: string; email: string }) => ({
  ...(name.trim() === '' ? { name: 'REQUIRED' } : {}),
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? {} : { email: 'NOT_AN_EMAIL' }),
});

/** Sales name who signs for the company; he gets a link and needs no account. */
export function InviteDialog({ company, representativeName, onDone, onClose }: InviteDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(inviteRepresentative);
  const again = company.representativeEmail !== null;
  const fields = useFields(
    { name: representativeName ?? '', email: company.representativeEmail ?? '' },
    { judge, act },
  );
  const invite = async () => {
    const { name, email } = fields.values;
    const input = { companyId: company.id, name: name.trim(), email: email.trim() };
    if (!(await act.run(input))) return;
    notify(t('pipeline.invited', { name: input.name, email: input.email }), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('pipeline.inviteTitle')}
      confirm={{ label: t('pipeline.inviteConfirm'), busyLabel: t('pipeline.inviting') }}
      act={act}
      onConfirm={() => fields.submit(() => void invite())()}
      onClose={onClose}
    >
      <Typography>{t('pipeline.inviteText', { company: company.name })}</Typography>
      {again ? <Typography color="textSecondary">{t('pipeline.inviteAgain')}</Typography> : null}
      <TextField
        {...fields.field('name', t('pipeline.representativeName'), { help: t('pipeline.nameHelp') })}
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 128 } }}
      />
      <TextField
        {...fields.field('email', t('pipeline.representativeEmail'), { help: t('pipeline.emailHelp') })}
        type="email"
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
    </ActDialog>
  );
}
