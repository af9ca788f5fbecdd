import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import type { StaffListChangeGroup } from '../../graphql/schema-staff-list.js';
import { fetchStaffListChanges } from '../../graphql/staff-lists.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';

function Group({ group }: { group: StaffListChangeGroup }) {
  const { t } = useText();
  const { attribute, lines, certificates, examples } = group;
  return (
    <Box component="section" sx={{ py: 1 }}>
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {t(`staffList.fields.${attribute}`)}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('staffList.changed', { smart_count: lines })} ·{' '}
        {t('staffList.revoked', { smart_count: certificates })}
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {examples.map(({ position, before, after }) => (
          <Typography component="li" variant="body2" key={position} sx={{ overflowWrap: 'anywhere' }}>
            {before} → {after}
          </Typography>
        ))}
      </Box>
      {lines > examples.length ? (
        <Typography variant="body2" color="textSecondary">
          {t('staffList.more10')}
        </Typography>
      ) : null}
    </Box>
  );
}

/** Before and after of what is certified, grouped by attribute: seen before anything is revoked (D15). */
export function ChangesPanel({ id }: { id: string }) {
  const { t } = useText();
  const load = useCallback(() => fetchStaffListChanges(id), [id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <Panel title={t('staffList.changes')} help={t('staffList.changesHelp')}>
      {loaded.state === 'loading' ? <LoadingBlocks heights={[80]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready'
        ? loaded.value.map((group) => <Group key={group.attribute} group={group} />)
        : null}
    </Panel>
  );
}
