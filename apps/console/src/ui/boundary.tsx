import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Component, type ReactNode } from 'react';
import { textStore } from '../i18n/text-store.js';

/** The last net: a page that broke says so and offers a reload, in place of a blank screen. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const { t } = textStore.getSnapshot();
    return (
      <Box
        role="alert"
        sx={{ p: 4, maxWidth: 560, mx: 'auto', display: 'grid', gap: 2, justifyItems: 'start' }}
      >
        <Typography variant="h1">{t('error.title')}</Typography>
        <Typography>{t('error.unexpected')}</Typography>
        <Button variant="contained" onClick={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      </Box>
    );
  }
}
