import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useState } from 'react';
import '../../i18n/extend-links.js';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { activateAccount, readActivation } from '../../graphql/mandate-links.js';
import type { Activation } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Message } from '../../ui/message-page.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { Steps } from '../../ui/steps.js';
import { useAct } from '../../ui/use-act.js';
import { isLinkFailure, LinkProblem } from '../link-problem.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { AccountPasswordStep } from './account-password-step.js';
import { FactorStep } from './factor-step.js';
import { Invitation } from './invitation.js';

function Done({ activation }: { activation: Activation }) {
  const { t } = useText();
  return (
    <Message tone="success" title={t('activation.doneTitle')}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {t('activation.doneText', { email: activation.email })}
      </Typography>
      {activation.secondFactorRequired ? <Typography>{t('activation.doneFactor')}</Typography> : null}
      <Button variant="contained" href="#/" sx={{ justifySelf: 'start' }}>
        {t('activation.login')}
      </Button>
    </Message>
  );
}

interface FlowProps {
  readonly token: string;
  readonly activation: Activation;
  readonly onLinkFailed: (error: unknown) => void;
}

function ActivationFlow({ token, activation, onLinkFailed }: FlowProps) {
  const { t } = useText();
  const [password, setPassword] = useState<string>();
  const [done, setDone] = useState(false);
  const act = useAct((input: Parameters<typeof activateAccount>[0]) =>
    activateAccount(input).catch((error: unknown) => {
      onLinkFailed(error);
      // Said beside the field that it is about.
      if (isGraphqlError(error) && error.fields.password !== undefined) setPassword(undefined);
      throw error;
    }),
  );
  const { secondFactorRequired } = activation;
  const complete = async (chosen: string, code: string | null) => {
    if (await act.run({ token, password: chosen, code })) setDone(true);
  };
  const choose = (chosen: string) =>
    secondFactorRequired ? setPassword(chosen) : void complete(chosen, null);
  if (done) return <Done activation={activation} />;
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="h1">{t('activation.title')}</Typography>
      <Typography>
        {t('activation.intro', { name: activation.displayName, company: activation.companyName })}
      </Typography>
      {secondFactorRequired ? (
        <Steps
          label={t('activation.title')}
          steps={[t('activation.steps.password'), t('activation.steps.factor')]}
          at={password === undefined ? 0 : 1}
        />
      ) : null}
      {password === undefined ? (
        <AccountPasswordStep activation={activation} act={act} onChosen={choose} />
      ) : (
        <FactorStep
          token={token}
          act={act}
          onCode={(code) => void complete(password, code)}
          onBack={() => {
            act.reset();
            setPassword(undefined);
          }}
        />
      )}
    </Box>
  );
}

/** `#/activation/:token`: the first login: a password of one's own and, where the role asks for it, a second factor. */
export default function ActivationPage({ token }: { token: string }) {
  const { t } = useText();
  const load = useCallback(() => readActivation(token), [token]);
  const { loaded, reload, fail } = useLoaded(load);
  const onLinkFailed = useCallback(
    (error: unknown) => (isLinkFailure(error) ? fail(error) : undefined),
    [fail],
  );
  return (
    <PublicFrame title={t('activation.title')} maxWidth="sm" footer={t('linkProblem.activationFooter')}>
      {loaded.state === 'loading' ? <LoadingBlocks /> : null}
      {loaded.state === 'failed' ? (
        <LinkProblem error={loaded.error} onRetry={reload} texts="linkProblem" />
      ) : null}
      {loaded.state === 'ready' && loaded.value.known ? (
        <Invitation token={token} activation={loaded.value} />
      ) : null}
      {loaded.state === 'ready' && !loaded.value.known ? (
        <ActivationFlow token={token} activation={loaded.value} onLinkFailed={onLinkFailed} />
      ) : null}
    </PublicFrame>
  );
}
