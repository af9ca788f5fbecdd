import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { SecondPersonAction, SecondPersonRequest } from '../../graphql/schema-second-person.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { SecondPersonDialog } from './second-person-dialog.js';

interface LineProps {
  readonly request: SecondPersonRequest;
  readonly onAct: (action: SecondPersonAction) => void;
}

function Line({ request, onAct }: LineProps) {
  const { t, format } = useText();
  const { allowedActions, companyName, requestedByName, requestedAt, expiresAt } = request;
  const readsLists = useMay('staff-list.read');
  const title = t(`secondPerson.${request.act}`, { company: companyName });
  return (
    <Box
      component="li"
      sx={{
        px: 2,
        py: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
        display: 'grid',
        gap: 0.25,
      }}
    >
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {t('secondPerson.reason', { reason: request.reason })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('secondPerson.asked', { name: requestedByName, date: format.dateTime(requestedAt) })}
      </Typography>
      {request.act === 'REVOKE_IN_MASS' && readsLists ? (
        <RouterLink to={recordPath('staff-lists', request.objectId)}>{t('staffList.open')}</RouterLink>
      ) : null}
      <Typography variant="body2" color="textSecondary">
        {t('secondPerson.until', { date: format.dateTime(expiresAt) })}
      </Typography>
      {allowedActions.includes('CONFIRM') ? null : (
        <Typography variant="body2">{t('secondPerson.waits')}</Typography>
      )}
      {allowedActions.length > 0 ? (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
          {allowedActions.map((action) => (
            <Button
              key={action}
              size="small"
              variant={action === 'CONFIRM' ? 'contained' : 'outlined'}
              onClick={() => onAct(action)}
              aria-label={`${t(`secondPerson.actions.${action}`)} : ${title}`}
            >
              {t(`secondPerson.actions.${action}`)}
            </Button>
          ))}
        </Box>
      ) : null}
    </Box>
  );
}

function Requests() {
  const { t } = useText();
  const [chosen, setChosen] = useState<{ request: SecondPersonRequest; action: SecondPersonAction }>();
  const { data, refetch } = useGetList<SecondPersonRequest>('second-persons', undefined, {
    retry: false,
    refetchInterval: 20_000,
  });
  const open = (data ?? []).filter(({ state }) => state === 'REQUESTED');
  const done = () => {
    setChosen(undefined);
    void refetch();
  };
  if (open.length === 0) return null;
  return (
    <Panel title={t('secondPerson.title')} help={t('secondPerson.help')} flush>
      <Box component="ul" aria-label={t('secondPerson.title')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {open.map((request) => (
          <Line key={request.id} request={request} onAct={(action) => setChosen({ request, action })} />
        ))}
      </Box>
      {chosen ? <SecondPersonDialog {...chosen} onDone={done} onClose={() => setChosen(undefined)} /> : null}
    </Panel>
  );
}

/** Acts that wait for a second person (D28), with what this person may do about them; nothing waits, no panel. */
export const SecondPersonPanel = () => (useMay('second-person.read') ? <Requests /> : null);
