import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect } from 'react';
import { readRetrieval } from '../graphql/link-acts.js';
import type { OpenRetrieval, Retrieval } from '../graphql/schema-public.js';
import { useText } from '../i18n/use-text.js';
import { LoadingBlocks } from '../ui/loading.js';
import { Message } from '../ui/message-page.js';
import { PublicFrame } from '../ui/public-frame.js';
import { LinkProblem } from './link-problem.js';
import { wipeForgottenKeys, wipeKey } from './retrieval/key-safe.js';
import { MadeFlow } from './retrieval/made-flow.js';
import { Outcome } from './retrieval/outcome.js';
import { ReadyFlow } from './retrieval/ready-flow.js';
import { useLoaded } from '../ui/use-loaded.js';

const SIGNING_POLL_MS = 2000;

/** WebCrypto and IndexedDB exist in secure contexts of current browsers only. */
const canMakeKeys = (): boolean =>
  typeof indexedDB !== 'undefined' && typeof globalThis.crypto?.subtle !== 'undefined';

interface StateProps {
  readonly token: string;
  readonly retrieval: Retrieval;
  readonly onChange: (retrieval: Retrieval) => void;
}

function BeingSigned({ token, onChange }: StateProps) {
  const { t } = useText();
  useEffect(() => {
    const timer = setInterval(
      () => void readRetrieval(token).then(onChange, () => undefined),
      SIGNING_POLL_MS,
    );
    return () => clearInterval(timer);
  }, [token, onChange]);
  return (
    <Message tone="info" title={t('retrieval.signingTitle')}>
      <Typography>{t('retrieval.signingText')}</Typography>
    </Message>
  );
}

function Insecure() {
  const { t } = useText();
  return (
    <Message tone="warning" title={t('retrieval.insecureTitle')}>
      <Typography>{t('retrieval.insecureText')}</Typography>
    </Message>
  );
}

const isOpen = (retrieval: Retrieval): retrieval is OpenRetrieval => retrieval.certifiedData !== null;

function RetrievalState(props: StateProps) {
  const { token, retrieval, onChange } = props;
  const answered = !isOpen(retrieval);
  useEffect(() => {
    // Answered, here or elsewhere: the key has no more use in this browser (D20).
    if (answered) void wipeKey(token).catch(() => undefined);
  }, [answered, token]);
  if (answered) return <Outcome state={retrieval.state} />;
  if (retrieval.state === 'BEING_SIGNED') return <BeingSigned {...props} />;
  if (!canMakeKeys()) return <Insecure />;
  if (retrieval.state === 'MADE' && retrieval.certificate) {
    return (
      <MadeFlow
        token={token}
        retrieval={retrieval}
        certificate={retrieval.certificate}
        onAnswered={onChange}
      />
    );
  }
  return <ReadyFlow token={token} retrieval={retrieval} onAnswered={onChange} />;
}

/** `#/retrait/:token`: the holder makes his key here, gets his file, and answers. */
export default function RetrievalPage({ token }: { token: string }) {
  const { t } = useText();
  const load = useCallback(() => readRetrieval(token), [token]);
  const { loaded, reload, replace } = useLoaded(load);
  useEffect(() => void wipeForgottenKeys().catch(() => undefined), []);
  return (
    <PublicFrame title={t('retrieval.title')} maxWidth="sm">
      <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
        {loaded.state === 'loading' ? <LoadingBlocks /> : null}
        {loaded.state === 'failed' ? <LinkProblem error={loaded.error} onRetry={reload} /> : null}
        {loaded.state === 'ready' ? (
          <RetrievalState token={token} retrieval={loaded.value} onChange={replace} />
        ) : null}
      </Box>
    </PublicFrame>
  );
}
