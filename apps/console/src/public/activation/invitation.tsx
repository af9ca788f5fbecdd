import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { acceptInvitation } from '../../graphql/mandate-links.js';
import type { Activation } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Message } from '../../ui/message-page.js';
import { useAct } from '../../ui/use-act.js';

interface InvitationProps {
  readonly token: string;
  readonly activation: Activation;
}

/** Another company invites somebody who has an account: he accepts, or does nothing. */
export function Invitation({ token, activation }: InvitationProps) {
  const { t } = useText();
  const [joined, setJoined] = useState(false);
  const act = useAct(acceptInvitation);
  const { companyName: company, displayName: name, email } = activation;
  if (joined) {
    return (
      <Message tone="success" title={t('activation.joinedTitle', { company })}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{t('activation.joinedText', { email })}</Typography>
        <Button variant="contained" href="#/" sx={{ justifySelf: 'start' }}>
          {t('activation.login')}
        </Button>
      </Message>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="h1">{t('activation.invitationTitle', { company })}</Typography>
      <Typography>{t('activation.invitationIntro', { name, company })}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{t('activation.invitationEffect', { email })}</Typography>
      {activation.secondFactorRequired ? <Typography>{t('activation.invitationFactor')}</Typography> : null}
      <ErrorNotice error={act.error} />
      <Button
        variant="contained"
        disabled={act.busy}
        sx={{ justifySelf: 'start' }}
        onClick={() => void act.run(token).then((done) => done && setJoined(true))}
      >
        {t(act.busy ? 'activation.accepting' : 'activation.accept')}
      </Button>
    </Box>
  );
}
