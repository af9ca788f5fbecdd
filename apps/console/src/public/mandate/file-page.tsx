import { useCallback, type ReactNode } from 'react';
import '../../i18n/extend-links.js';
import { readMandateFile } from '../../graphql/mandate-links.js';
import type { MandateFile, MandateSigner } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { isLinkFailure, LinkProblem } from '../link-problem.js';
import { useLoaded } from '../../ui/use-loaded.js';

export interface OpenedFile {
  readonly file: MandateFile;
  readonly onFile: (file: MandateFile) => void;
  readonly onReread: () => void;
  /** Takes the page over when the failure is the link's own; else does nothing. */
  readonly onLinkFailed: (error: unknown) => void;
}

interface FilePageProps {
  readonly token: string;
  readonly signer: MandateSigner;
  readonly children: (opened: OpenedFile) => ReactNode;
}

/** What a signer's link opens, with its waiting and failing states. */
export function FilePage({ token, signer, children }: FilePageProps) {
  const { t } = useText();
  const load = useCallback(() => readMandateFile(token, signer), [token, signer]);
  const { loaded, reload, replace, fail } = useLoaded(load);
  const onLinkFailed = useCallback(
    (error: unknown) => (isLinkFailure(error) ? fail(error) : undefined),
    [fail],
  );
  return (
    <PublicFrame
      title={t(signer === 'AGENT' ? 'accepting.title' : 'signing.title')}
      maxWidth="sm"
      footer={t('linkProblem.footer')}
    >
      {loaded.state === 'loading' ? <LoadingBlocks /> : null}
      {loaded.state === 'failed' ? (
        <LinkProblem error={loaded.error} onRetry={reload} texts="linkProblem" />
      ) : null}
      {loaded.state === 'ready'
        ? children({ file: loaded.value, onFile: replace, onReread: reload, onLinkFailed })
        : null}
    </PublicFrame>
  );
}
