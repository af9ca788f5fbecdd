import { isCalendarDate } from '@mandataire/domain/time';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { isGraphqlError } from '../graphql/graphql-error.js';
import { declineConsent, giveConsent } from '../graphql/link-acts.js';
import type { ConsentRequest } from '../graphql/schema-public.js';
import type { Formats } from '../i18n/formats.js';
import { useText } from '../i18n/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { CertifiedDataList } from '../ui/certified-data.js';
import { Declaration } from '../ui/declaration.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import { lifetime, UsageList } from '../ui/usages.js';
import { useAct } from '../ui/use-act.js';

interface ConsentFormProps {
  readonly token: string;
  readonly request: ConsentRequest;
  readonly onAnswered: (request: ConsentRequest) => void;
  /** The link itself was used or replaced meanwhile: the whole page says so. */
  readonly onLinkFailed: (error: unknown) => void;
}

/** Passes a failure of the link itself to the page, then on to the act, which ends with it. */
const orSay =
  (onLinkFailed: (error: unknown) => void) =>
  (error: unknown): never => {
    if (isGraphqlError(error) && /LINK/.test(error.reason ?? '')) onLinkFailed(error);
    throw error;
  };

/** Versions are dates so far; another naming is shown as it is. */
const dated = (version: string, format: Formats): string =>
  isCalendarDate(version) ? format.date(version) : version;

function DeclineDialog(props: ConsentFormProps & { open: boolean; onClose: () => void }) {
  const { t } = useText();
  const { token, request, open, onClose, onAnswered, onLinkFailed } = props;
  const act = useAct((linkToken: string) => declineConsent(linkToken).catch(orSay(onLinkFailed)));
  const decline = async () => {
    const answered = await act.run(token);
    if (answered) onAnswered(answered);
  };
  return (
    <ActDialog
      open={open}
      title={t('consent.declineTitle')}
      confirm={{ label: t('consent.declineConfirm'), danger: true }}
      act={act}
      onConfirm={() => void decline()}
      onClose={onClose}
    >
      <Typography>{t('consent.declineText', { name: request.certifiedData.commonName })}</Typography>
    </ActDialog>
  );
}

/** Data, usages, what binds, terms: each shown before the two declarations and the one button. */
export function ConsentForm(props: ConsentFormProps) {
  const { token, request, onAnswered, onLinkFailed } = props;
  const { t, format } = useText();
  const [binding, setBinding] = useState(false);
  const [terms, setTerms] = useState(false);
  const [declining, setDeclining] = useState(false);
  const helpId = useId();
  const act = useAct((input: Parameters<typeof giveConsent>[0]) =>
    giveConsent(input).catch(orSay(onLinkFailed)),
  );
  const ready = binding && terms;

  const give = async () => {
    const answered = await act.run({
      token,
      acceptsBinding: binding,
      acceptsTerms: terms,
      termsVersion: request.termsVersion,
    });
    if (answered) onAnswered(answered);
  };

  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box>
        <Typography variant="h1" gutterBottom>
          {t('consent.title')}
        </Typography>
        <Typography>
          {t('consent.lead', { company: request.certifiedData.companyName, product: request.productName })}
        </Typography>
      </Box>
      <Panel title={t('consent.dataTitle')} help={t('consent.dataHelp')}>
        <CertifiedDataList
          data={request.certifiedData}
          more={[
            { term: t('data.product'), value: request.productName },
            { term: t('data.validity'), value: lifetime(request.validityMonths, t) },
          ]}
        />
      </Panel>
      <Panel title={t('consent.usagesTitle')}>
        <UsageList usages={request.usages} />
      </Panel>
      <Panel title={t('consent.bindingTitle')}>
        <Typography sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1.5 }}>
          {request.bindingStatement}
        </Typography>
        <Declaration checked={binding} onChange={setBinding} label={t('consent.bindingCheck')} />
      </Panel>
      <Panel
        title={t('consent.termsTitle')}
        help={t('consent.termsVersion', { version: dated(request.termsVersion, format) })}
      >
        <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
          {request.terms.map((paragraph, i) => (
            <li key={i}>{paragraph}</li>
          ))}
        </Box>
        <Declaration checked={terms} onChange={setTerms} label={t('consent.termsCheck')} />
      </Panel>
      <ErrorNotice error={act.error} />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Button
          variant="contained"
          size="large"
          disabled={!ready || act.busy}
          aria-describedby={ready ? undefined : helpId}
          onClick={() => void give()}
        >
          {t(act.busy ? 'consent.giving' : 'consent.give')}
        </Button>
        {ready ? null : (
          <Typography id={helpId} variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
            {t('consent.needChecks')}
          </Typography>
        )}
        <Button variant="outlined" color="error" onClick={() => setDeclining(true)} disabled={act.busy}>
          {t('consent.decline')}
        </Button>
        <Typography variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
          {t('consent.until', { date: format.dateTime(request.expiresAt) })}
        </Typography>
      </Box>
      <DeclineDialog {...props} open={declining} onClose={() => setDeclining(false)} />
    </Box>
  );
}
