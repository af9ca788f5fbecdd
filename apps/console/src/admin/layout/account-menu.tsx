import AccountCircleOutlined from '@mui/icons-material/AccountCircleOutlined';
import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import ManageAccountsOutlined from '@mui/icons-material/ManageAccountsOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { LinkBase } from 'react-admin';
import { signOut } from '../../graphql/session.js';
import { useText } from '../../i18n/use-text.js';
import { useConsoleSession } from '../viewer-context.js';

export function AccountMenu() {
  const { t } = useText();
  const { viewer, onLeave } = useConsoleSession();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const roles = [...viewer.platformRoles, ...(viewer.activeCompany?.roles ?? [])];
  const leave = async () => {
    setAnchor(null);
    await signOut().catch(() => undefined);
    window.location.hash = '#/';
    onLeave();
  };
  return (
    <>
      <IconButton
        color="inherit"
        aria-label={t('bar.account')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <AccountCircleOutlined />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box component="li" role="none" sx={{ px: 2, py: 1, maxWidth: 300 }}>
          <Typography sx={{ fontWeight: 650 }}>{viewer.displayName}</Typography>
          <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {viewer.email}
          </Typography>
          {roles.map((role) => (
            <Typography key={role} variant="body2" color="textSecondary">
              {t(`role.${role}`)}
            </Typography>
          ))}
        </Box>
        <MenuItem component={LinkBase} to="/account" onClick={() => setAnchor(null)}>
          <ListItemIcon>
            <ManageAccountsOutlined fontSize="small" />
          </ListItemIcon>
          {t('account.menu')}
        </MenuItem>
        <MenuItem onClick={() => void leave()}>
          <ListItemIcon>
            <LogoutOutlined fontSize="small" />
          </ListItemIcon>
          {t('bar.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
}
