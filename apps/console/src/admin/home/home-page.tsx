import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Navigate } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { navigationOf } from '../navigation.js';
import { Page } from '../parts/page.js';
import { useViewer } from '../viewer-context.js';
import { FleetPage } from './fleet-page.js';

function NoRight() {
  const { t } = useText();
  return (
    <Page title={t('noRight.title')}>
      <Paper variant="outlined" sx={{ p: 3, maxWidth: 640 }}>
        <Typography>{t('noRight.text')}</Typography>
      </Paper>
    </Page>
  );
}

/** The first page of each person: the fleet, or the one list that is his work. */
export function HomePage() {
  const first = navigationOf(useViewer())[0];
  if (!first) return <NoRight />;
  return first.to === '/' ? <FleetPage /> : <Navigate to={first.to} replace />;
}
