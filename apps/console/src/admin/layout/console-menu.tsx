import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Typography from '@mui/material/Typography';
import { LinkBase, useLocation } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { navigationOf } from '../navigation.js';
import { useViewer } from '../viewer-context.js';

const isHere = (pathname: string, to: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);

export function ConsoleMenu({ onNavigate }: { onNavigate: () => void }) {
  const { t } = useText();
  const viewer = useViewer();
  const { pathname } = useLocation();
  return (
    <Box
      component="nav"
      aria-label={t('menu.label')}
      sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}
    >
      <List sx={{ p: 1, flexGrow: 1 }}>
        {navigationOf(viewer).map(({ to, label, icon: Icon }) => {
          const here = isHere(pathname, to);
          return (
            <ListItem key={to} disablePadding sx={{ mb: 0.25 }}>
              <ListItemButton
                component={LinkBase}
                to={to}
                selected={here}
                aria-current={here ? 'page' : undefined}
                onClick={onNavigate}
                sx={{ borderRadius: 1, py: 0.75, '&.Mui-selected': { color: 'primary.dark' } }}
              >
                <ListItemIcon sx={{ minWidth: 36, color: 'inherit' }}>
                  <Icon />
                </ListItemIcon>
                <ListItemText
                  primary={t(label)}
                  slotProps={{ primary: { sx: { fontWeight: here ? 650 : 500 } } }}
                />
              </ListItemButton>
            </ListItem>
          );
        })}
      </List>
      {viewer.activeCompany ? (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ p: 2, overflowWrap: 'anywhere', display: { md: 'none' } }}
        >
          {viewer.activeCompany.name}
        </Typography>
      ) : null}
    </Box>
  );
}
