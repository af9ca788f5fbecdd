import MenuIcon from '@mui/icons-material/Menu';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import { useSetLocale } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { DemoBadge } from '../../ui/demo-badge.js';
import { LanguageSwitch } from '../../ui/language-switch.js';
import { Logo } from '../../ui/logo.js';
import { useViewer } from '../viewer-context.js';
import { AccountMenu } from './account-menu.js';
import { CompanyMenu } from './company-menu.js';

interface ConsoleBarProps {
  readonly height: number;
  readonly onMenu: (() => void) | undefined;
}

export function ConsoleBar({ height, onMenu }: ConsoleBarProps) {
  const { t } = useText();
  const viewer = useViewer();
  const setLocale = useSetLocale();
  return (
    <AppBar color="secondary" sx={{ zIndex: (theme) => theme.zIndex.drawer + 1 }}>
      <Toolbar
        variant="dense"
        sx={{ gap: 1.25, minHeight: `${height}px !important`, px: { xs: 1.5, md: 2 } }}
      >
        {onMenu ? (
          <IconButton color="inherit" edge="start" aria-label={t('menu.open')} onClick={onMenu}>
            <MenuIcon />
          </IconButton>
        ) : (
          <Logo />
        )}
        <Typography component="span" sx={{ fontWeight: 650, fontSize: '1.0625rem' }}>
          {t('app.name')}
        </Typography>
        {viewer.demo ? <DemoBadge /> : null}
        <Box sx={{ flexGrow: 1 }} />
        <CompanyMenu />
        <LanguageSwitch onChange={(locale) => void setLocale(locale)} />
        <AccountMenu />
      </Toolbar>
    </AppBar>
  );
}
