import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import '../../i18n/extend-security.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Message } from '../../ui/message-page.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useAct } from '../../ui/use-act.js';
import { isLinkFailure, LinkProblem } from '../link-problem.js';

interface EmailLinkPageProps {
  readonly token: string;
  /** Namespace of the texts. */
  readonly texts: 'emailChange' | 'emailUndo';
  readonly onAct: (token: string) => Promise<boolean>;
  /** What comes after it. */
  readonly children: ReactNode;
}

/** One wilful act that a mailed link opens; opening the page does nothing yet, as a mail scanner may do it too. */
export function EmailLinkPage({ token, texts, onAct, children }: EmailLinkPageProps) {
  const { t } = useText();
  const [done, setDone] = useState(false);
  const act = useAct(onAct);
  const submit = async () => {
    if (await act.run(token)) setDone(true);
  };
  const title = t(`${texts}.title`);
  return (
    <PublicFrame title={title} maxWidth="sm" footer={t('accountLink.footer')}>
      {done ? (
        <Message tone="success" title={t(`${texts}.doneTitle`)}>
          <Typography>{t(`${texts}.doneText`)}</Typography>
          {children}
        </Message>
      ) : null}
      {isLinkFailure(act.error) ? (
        <LinkProblem error={act.error} onRetry={() => undefined} texts="accountLink" />
      ) : null}
      {done || isLinkFailure(act.error) ? null : (
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}>
          <StepHeading focus level="h1">
            {title}
          </StepHeading>
          <Typography>{t(`${texts}.intro`)}</Typography>
          <ErrorNotice error={act.error} />
          <Button variant="contained" size="large" disabled={act.busy} onClick={() => void submit()}>
            {t(act.busy ? `${texts}.submitting` : `${texts}.submit`)}
          </Button>
        </Paper>
      )}
    </PublicFrame>
  );
}
