import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { useViewer } from '../viewer-context.js';
import { ChangeEmailDialog } from './change-email-dialog.js';
import { ChangePasswordDialog } from './change-password-dialog.js';
import { FactorDialog } from './factor-dialog.js';
import { RenewCodesDialog } from './renew-codes-dialog.js';

const DIALOGS = {
  email: ChangeEmailDialog,
  password: ChangePasswordDialog,
  factor: FactorDialog,
  codes: RenewCodesDialog,
} as const;

interface LineProps {
  readonly value: ReactNode;
  readonly label: string;
  readonly onClick: () => void;
}

const Line = ({ value, label, onClick }: LineProps) => (
  <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
    <Box component="span" sx={{ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
      {value}
    </Box>
    <Button size="small" variant="outlined" onClick={onClick}>
      {label}
    </Button>
  </Box>
);

/** What opens the account, and how each of it is changed. */
export function SecurityPanel({ onChanged }: { onChanged: () => void }) {
  const { t } = useText();
  const { email, secondFactor, recoveryCodesLeft } = useViewer();
  const [open, setOpen] = useState<keyof typeof DIALOGS>();
  const Dialog = open && DIALOGS[open];
  const items = [
    {
      term: t('account.email'),
      value: <Line value={email} label={t('account.emailChange')} onClick={() => setOpen('email')} />,
    },
    {
      term: t('account.password'),
      value: (
        <Line
          value={t('account.passwordValue')}
          label={t('account.passwordChange')}
          onClick={() => setOpen('password')}
        />
      ),
    },
    {
      term: t('account.factor'),
      value: (
        <Line
          value={t(secondFactor ? 'account.factorSet' : 'account.factorNone')}
          label={t(secondFactor ? 'account.factorReplace' : 'account.factorAdd')}
          onClick={() => setOpen('factor')}
        />
      ),
    },
    ...(secondFactor
      ? [
          {
            term: t('account.codes'),
            value: (
              <Line
                value={
                  recoveryCodesLeft > 0
                    ? t('account.codesLeft', { smart_count: recoveryCodesLeft })
                    : t('account.codesNone')
                }
                label={t('account.codesRenew')}
                onClick={() => setOpen('codes')}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('account.security')}>
      <DefinitionList items={items} />
      {Dialog ? <Dialog onChanged={onChanged} onClose={() => setOpen(undefined)} /> : null}
    </Panel>
  );
}
