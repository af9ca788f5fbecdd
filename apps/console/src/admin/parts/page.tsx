import ArrowBack from '@mui/icons-material/ArrowBack';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.js';
import { RouterButton } from './router-link.js';

interface PageProps {
  readonly title: string;
  readonly status?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}

/** Title, state and actions of a page, in the same places everywhere. */
export function Page({ title, status, subtitle, actions, back, children }: PageProps) {
  const { t } = useText();
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`;
  }, [title, t]);
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box>
        {back ? (
          <RouterButton to={back.to} size="small" startIcon={<ArrowBack />} sx={{ ml: -0.75, mb: 0.5 }}>
            {back.label}
          </RouterButton>
        ) : null}
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
          <Box sx={{ flexGrow: 1, minWidth: 0 }}>
            <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
              <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
                {title}
              </Typography>
              {status}
            </Box>
            {subtitle ? (
              <Typography color="textSecondary" sx={{ mt: 0.5 }}>
                {subtitle}
              </Typography>
            ) : null}
          </Box>
          {actions ? <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>{actions}</Box> : null}
        </Box>
      </Box>
      {children}
    </Box>
  );
}

/** Panels beside each other where there is room. */
export const Columns = ({ children, wide = '1.4fr 1fr' }: { children: ReactNode; wide?: string }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: wide },
      alignItems: 'start',
    }}
  >
    {children}
  </Box>
);

export const Stacked = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>{children}</Box>
);
