import LockOpenOutlined from '@mui/icons-material/LockOpenOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { endAccess } from '../../graphql/access-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { useOpenGrants } from './use-open-grants.js';

interface OpenFileLineProps {
  readonly objectId: string;
  readonly onLeft: () => void;
}

/** Reminds who opened this file until when he may read it and what he said; nothing for the company's own people. */
export function OpenFileLine({ objectId, onLeft }: OpenFileLineProps) {
  const { t, format } = useText();
  const grant = useOpenGrants().find((open) => open.objectId === objectId);
  const act = useAct(endAccess);
  if (!grant) return null;
  const company = grant.objectType === 'COMPANY';
  const leave = async () => {
    if (await act.run({ objectId })) onLeft();
  };
  return (
    <Box role="note" sx={{ mb: 1.5, display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', color: 'text.secondary' }}>
        <LockOpenOutlined fontSize="small" aria-hidden />
        <Typography variant="body2" sx={{ minWidth: 0, flexShrink: 1, overflowWrap: 'anywhere' }}>
          {t(company ? 'access.inUntil' : 'access.openUntil', {
            time: format.time(grant.expiresAt),
            ...{ reason: grant.reason, company: grant.companyName },
          })}
        </Typography>
        <Button size="small" onClick={() => void leave()} disabled={act.busy}>
          {t(company ? 'access.leaveCompany' : 'access.leave')}
        </Button>
      </Box>
      <ErrorNotice error={act.error} />
    </Box>
  );
}
