import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import type { AttributeChange } from '../../../graphql/schema-identity.js';
import { shortSerial } from '../../../i18n/formats.js';
import { shownDate } from '../../../i18n/calendar-date.js';
import { counted } from '../../../i18n/counted.js';
import { useText } from '../../../i18n/use-text.js';
import { Panel } from '../../../ui/panel.js';
import { RecordTable } from '../../parts/record-table.js';
import type { Previewed } from './previewed.js';

/** Each certified attribute, as it is and as it will be. */
export function DataBeforeAfter({ changes }: { changes: readonly AttributeChange[] }) {
  const { t } = useText();
  const rows = changes.map((change) => ({ id: change.attribute, ...change }));
  return (
    <Panel title={t('identityChange.changes')} flush>
      <RecordTable
        caption={t('identityChange.changes')}
        rows={rows}
        columns={[
          {
            key: 'attribute',
            label: t('identityChange.attribute'),
            small: 'title',
            render: ({ attribute }) => t(`data.${attribute}`, { _: attribute }),
          },
          { key: 'before', label: t('identityChange.before'), render: ({ before }) => before },
          {
            key: 'after',
            label: t('identityChange.after'),
            render: ({ after }) => <strong>{after}</strong>,
          },
        ]}
      />
    </Panel>
  );
}

function Effect({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider' }}>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      {children}
    </Box>
  );
}

const Names = ({ lines }: { lines: readonly string[] }) => (
  <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </Box>
);

/** What is revoked, cancelled and created, when, and how long the person has nothing to sign with. */
export function Consequences({ input, impact }: Previewed) {
  const { t, format } = useText();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { certificatesToRevoke: revoked, ordersToCancel: cancelled, ordersToCreate, immediate } = impact;
  const days = impact.daysWithoutCertificate;
  const date = shownDate(input.effectiveOn, format);
  return (
    <Panel title={t('identityChange.effects')}>
      <Box ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
        <Alert severity={immediate && revoked.length > 0 ? 'warning' : 'info'} sx={{ my: 1 }}>
          {t(immediate ? 'identityChange.immediate' : 'identityChange.planned', { date })}
        </Alert>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          <Effect title={counted('identityChange.revoked', revoked.length, t)}>
            {revoked.length > 0 ? (
              <Names
                lines={revoked.map(
                  (one) =>
                    `${one.productName}, ${shortSerial(one.serial)}, ${t('identityChange.endsOn', { date: format.date(one.notAfter) })}`,
                )}
              />
            ) : null}
          </Effect>
          <Effect title={counted('identityChange.cancelled', cancelled.length, t)}>
            {cancelled.length > 0 ? (
              <Names
                lines={cancelled.map(
                  (order) =>
                    `${order.productName}, ${t(`order.states.${order.state}`)}, ${format.date(order.placedAt)}`,
                )}
              />
            ) : null}
          </Effect>
          <Effect title={counted('identityChange.created', ordersToCreate, t)}>
            {ordersToCreate > 0 ? (
              <Typography variant="body2" color="textSecondary">
                {t('identityChange.createdHelp')}
              </Typography>
            ) : null}
          </Effect>
          <Effect title={counted('identityChange.days', days, t)}>
            <Typography variant="body2" color="textSecondary">
              {t(revoked.length === 0 ? 'identityChange.noneConcerned' : 'identityChange.daysHelp')}
            </Typography>
          </Effect>
        </Box>
      </Box>
    </Panel>
  );
}
