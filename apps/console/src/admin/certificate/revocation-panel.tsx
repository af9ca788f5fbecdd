import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { RevocationRequest } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { Panel } from '../../ui/panel.js';
import { Timeline } from '../parts/timeline.js';
import { elapsed, isRevoking, revocationSteps, type RevocationStep } from './revocation-progress.js';

/** The request and each step with the time it was seen; the reason is for those entitled (F31). */
export function RevocationPanel({ request }: { request: RevocationRequest }) {
  const { t, format, locale } = useText();
  const detail = ({ at }: RevocationStep): string | undefined => {
    if (!at) return undefined;
    const duration = elapsed(request.receivedAt, at, locale);
    return [format.preciseTime(at), ...(duration ? [t('revocation.after', { duration })] : [])].join(', ');
  };
  const role = t(`role.${request.requesterRole}`, { _: request.requesterRole });
  const by = request.requestedByName ? `${request.requestedByName} (${role})` : role;
  return (
    <Panel title={t('revocation.title')} help={isRevoking(request) ? t('revocation.inProgress') : undefined}>
      {request.state === 'REJECTED' ? <Alert severity="warning">{t('revocation.rejected')}</Alert> : null}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          // By the panel's own width: it stands in a narrow column too.
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
          mt: 0.5,
        }}
      >
        <Timeline
          live
          steps={revocationSteps(request).map((step) => ({
            key: step.name,
            title: t(`revocation.steps.${step.name}`),
            detail: detail(step),
            progress: step.progress,
          }))}
        />
        <DefinitionList
          items={[
            { term: t('revocation.reason'), value: t(`revocation.reasons.${request.reason}`) },
            ...(request.comment ? [{ term: t('revocation.comment'), value: request.comment }] : []),
            { term: t('revocation.requestedBy'), value: by },
            {
              term: t('revocation.due'),
              value: t('revocation.dueText', { date: format.dateTime(request.dueAt) }),
            },
          ]}
        />
      </Box>
    </Panel>
  );
}
