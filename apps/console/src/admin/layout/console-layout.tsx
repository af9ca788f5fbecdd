import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import Link from '@mui/material/Link';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { Boundary } from '../../ui/boundary.js';
import { ConsoleBar } from './console-bar.js';
import { ConsoleMenu } from './console-menu.js';

const MENU_WIDTH = 220;
const BAR_HEIGHT = 52;

const focusMain = () => document.getElementById('contenu')?.focus();

function SkipLink() {
  const { t } = useText();
  return (
    <Link
      component="button"
      onClick={focusMain}
      sx={{
        position: 'fixed',
        left: -9999,
        zIndex: 2000,
        '&:focus': { left: 8, top: 8, p: 1, bgcolor: 'background.paper' },
      }}
    >
      {t('app.skip')}
    </Link>
  );
}

/** After a move the focus is in the new page, not on a link that is gone; a form's own first field keeps it. */
function useFocusOnMove(): void {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const main = document.getElementById('contenu');
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [pathname]);
}

/** Bar, menu (a drawer where there is no room for it) and page. */
export function ConsoleLayout({ children }: { children: ReactNode }) {
  const { t } = useText();
  const theme = useTheme();
  const wide = useMediaQuery(theme.breakpoints.up('md'), { noSsr: true });
  const [open, setOpen] = useState(false);
  useFocusOnMove();
  const close = () => setOpen(false);
  return (
    <Box sx={{ minHeight: '100vh' }}>
      <SkipLink />
      <ConsoleBar height={BAR_HEIGHT} onMenu={wide ? undefined : () => setOpen(true)} />
      <Box sx={{ display: 'flex', pt: `${BAR_HEIGHT}px`, minHeight: '100vh' }}>
        <Drawer
          variant={wide ? 'permanent' : 'temporary'}
          open={wide || open}
          onClose={close}
          sx={{ width: wide ? MENU_WIDTH : 0, flexShrink: 0 }}
          slotProps={{
            paper: {
              sx: { width: MENU_WIDTH, pt: `${BAR_HEIGHT}px` },
              ...(wide ? {} : { 'aria-label': t('menu.label') }),
            },
          }}
        >
          <ConsoleMenu onNavigate={close} />
        </Drawer>
        <Box
          component="main"
          id="contenu"
          tabIndex={-1}
          sx={{ flexGrow: 1, minWidth: 0, p: { xs: 2, md: 3 }, outline: 'none', maxWidth: 1320 }}
        >
          <Boundary>{children}</Boundary>
        </Box>
      </Box>
    </Box>
  );
}
