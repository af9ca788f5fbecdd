import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Navigate } from 'react-admin';
import { useText } from '../../i18n/use-text.js';
import { navigationOf } from '../navigation.js';
import { Page } from '../parts/page.js';
import { may, seesOnlyOwn, useViewer } from '../viewer-context.js';
import { FleetPage } from './fleet-page.js';
import { HolderHome } from './holder-home.js';
import { OfficerHome } from './officer-home.js';

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

/** The first page of each person: the fleet, the office's queues, his own certificates, or the one list that is his work. */
export function HomePage() {
  const viewer = useViewer();
  const first = navigationOf(viewer)[0];
  if (!first) return <NoRight />;
  if (may(viewer, 'fleet.read')) return <FleetPage />;
  if (may(viewer, 'order.review')) return <OfficerHome />;
  if (seesOnlyOwn(viewer)) return <HolderHome />;
  return <Navigate to={first.to} replace />;
}
