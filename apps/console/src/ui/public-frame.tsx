import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Container from '@mui/material/Container';
import Link from '@mui/material/Link';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { useEffect, useState, type ReactNode } from 'react';
import { demonstration } from '../graphql/demonstration.js';
import { useText } from '../i18n/use-text.js';
import { DemoBadge } from './demo-badge.js';
import { LanguageSwitch } from './language-switch.js';
import { Logo } from './logo.js';

interface PublicFrameProps {
  /** The tab's name. */
  readonly title?: string;
  readonly children: ReactNode;
  readonly maxWidth?: 'xs' | 'sm' | 'md';
  /** A sentence of its own, or none. */
  readonly footer?: boolean | string;
}

function useDemonstration(): boolean {
  const [demo, setDemo] = useState(false);
  useEffect(() => void demonstration().then(setDemo), []);
  return demo;
}

const focusMain = () => document.getElementById('contenu')?.focus();

/** The frame of the pages outside the console: login and the holder's links. Mobile first. */
export function PublicFrame({ title, children, maxWidth = 'md', footer = true }: PublicFrameProps) {
  const { t } = useText();
  const demo = useDemonstration();
  useEffect(() => {
    document.title = title ? `${title} – ${t('app.name')}` : t('app.name');
  }, [title, t]);
  return (
    <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column' }}>
      <Link
        component="button"
        onClick={focusMain}
        sx={{
          position: 'absolute',
          left: -9999,
          zIndex: 2000,
          '&:focus': { left: 8, top: 8, p: 1, bgcolor: 'background.paper' },
        }}
      >
        {t('app.skip')}
      </Link>
      <AppBar position="static" color="secondary">
        <Toolbar variant="dense" sx={{ gap: 1.5, minHeight: 52 }}>
          <Logo />
          <Typography component="span" sx={{ fontWeight: 650, fontSize: '1.0625rem' }}>
            {t('app.name')}
          </Typography>
          {demo ? <DemoBadge /> : null}
          <Box sx={{ flexGrow: 1 }} />
          <LanguageSwitch />
        </Toolbar>
      </AppBar>
      <Container
        component="main"
        id="contenu"
        tabIndex={-1}
        maxWidth={maxWidth}
        sx={{ py: { xs: 2.5, sm: 4 }, flexGrow: 1, outline: 'none' }}
      >
        {children}
      </Container>
      {footer ? (
        <Container component="footer" maxWidth={maxWidth} sx={{ pb: 3 }}>
          <Typography variant="body2" color="textSecondary">
            {footer === true ? t('app.footer') : footer}
          </Typography>
        </Container>
      ) : null}
    </Box>
  );
}
