import Button from '@mui/material/Button';
import { confirmEmailChange } from '../../graphql/account-links.js';
import { useText } from '../../i18n/use-text.js';
import { EmailLinkPage } from './email-link-page.js';

/** `#/email-change/:token`: from the new address. */
export default function EmailChangePage({ token }: { token: string }) {
  const { t } = useText();
  return (
    <EmailLinkPage token={token} texts="emailChange" onAct={confirmEmailChange}>
      <Button variant="contained" href="#/" sx={{ justifySelf: 'start' }}>
        {t('emailChange.next')}
      </Button>
    </EmailLinkPage>
  );
}
