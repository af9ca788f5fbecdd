import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { fetchSignIns } from '../../graphql/member-acts.js';
import type { CompanySignIns } from '../../graphql/schema-security.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';
import { RecordTable, type Column } from '../parts/record-table.js';

type SignIn = CompanySignIns['signIns'][number];

function deviceOf({ device, newDevice }: SignIn, t: Translate): string {
  const name = device || t('signIns.unknown');
  return newDevice ? t('signIns.newDevice', { device: name }) : name;
}

const signInColumns = (t: Translate, format: Formats): Column<SignIn>[] => [
  { key: 'who', label: t('signIns.who'), small: 'title', render: ({ displayName }) => displayName },
  { key: 'at', label: t('signIns.at'), render: ({ at }) => format.dateTime(at) },
  { key: 'device', label: t('signIns.device'), render: (signIn) => deviceOf(signIn, t) },
];

function Failed({ tries }: { tries: CompanySignIns['failedTries'] }) {
  const { t, format } = useText();
  if (tries.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ m: 2 }}>
      {tries.map(({ displayName, count, lastAt }) => (
        <Box key={`${displayName} ${lastAt}`}>
          {t('signIns.failed', { name: displayName, smart_count: count, date: format.dateTime(lastAt) })}
        </Box>
      ))}
    </Alert>
  );
}

/** Who came into the company's space, and at whose account somebody failed to. */
export function SignInsPanel() {
  const { t, format } = useText();
  const reading = useLoaded(fetchSignIns);
  const since = reading.loaded.state === 'ready' ? reading.loaded.value.since : undefined;
  const help = since ? t('signIns.help', { date: format.date(since) }) : undefined;
  return (
    <Panel title={t('signIns.title')} help={help} flush>
      <LoadedRows reading={reading}>
        {({ signIns, failedTries }) => (
          <>
            <Failed tries={failedTries} />
            {signIns.length > 0 ? (
              <RecordTable caption={t('signIns.title')} rows={signIns} columns={signInColumns(t, format)} />
            ) : (
              <Typography color="textSecondary" sx={{ p: 2 }}>
                {t('signIns.none')}
              </Typography>
            )}
          </>
        )}
      </LoadedRows>
    </Panel>
  );
}
