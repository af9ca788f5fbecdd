import SwapHoriz from '@mui/icons-material/SwapHoriz';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { switchCompany } from '../../graphql/session.js';
import { useText } from '../../i18n/use-text.js';
import { errorText } from '../../ui/error-text.js';
import { useConsoleSession } from '../viewer-context.js';

/** Cut where it is too long; on a phone only the icon is seen, and the name is still read out. */
const clipped = {
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  position: { xs: 'absolute', sm: 'static' },
  width: { xs: 1, sm: 'auto' },
  clipPath: { xs: 'inset(50%)', sm: 'none' },
} as const;

/** The session's company; another one is another session (house rule: one active company). */
export function CompanyMenu() {
  const { t } = useText();
  const notify = useNotify();
  const { viewer, onSwitch } = useConsoleSession();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { companies, activeCompany } = viewer;
  const choose = async (companyId: string) => {
    setAnchor(null);
    if (companyId === activeCompany?.id) return;
    try {
      const { viewer: next } = await switchCompany(companyId);
      window.location.hash = '#/';
      if (next) onSwitch(next);
    } catch (error) {
      notify(errorText(error, t), { type: 'error' });
    }
  };
  const name = (
    <Box component="span" sx={clipped}>
      {activeCompany?.name ?? t('bar.company')}
    </Box>
  );
  if (companies.length < 2) {
    return activeCompany ? (
      <Box sx={{ maxWidth: 300, minWidth: 0, display: { xs: 'none', sm: 'flex' } }}>{name}</Box>
    ) : null;
  }
  return (
    <>
      <Button
        color="inherit"
        size="small"
        title={t('bar.switchCompany')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ maxWidth: 300, minWidth: 0, gap: 0.5 }}
      >
        {name}
        <SwapHoriz fontSize="small" />
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {companies.map((company) => (
          <MenuItem
            key={company.id}
            selected={company.id === activeCompany?.id}
            onClick={() => void choose(company.id)}
          >
            {company.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
