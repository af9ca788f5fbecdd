import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { acceptMandate, type Signature } from '../../graphql/mandate-links.js';
import { useText } from '../../i18n/use-text.js';
import { Declaration } from '../../ui/declaration.js';
import { Panel } from '../../ui/panel.js';
import type { Faults } from '../../ui/use-fields.js';
import type { OpenedFile } from './file-page.js';
import { DraftButton } from './draft-button.js';
import { MandateDocument } from './mandate-document.js';
import { SignatureForm } from './signature-form.js';

const DECLARATIONS = ['acceptsMandate', 'commitsToIndependence', 'commitsToReportDeparture'] as const;
type Declared = Record<(typeof DECLARATIONS)[number], boolean>;

const NONE: Declared = {
  acceptsMandate: false,
  commitsToIndependence: false,
  commitsToReportDeparture: false,
};

const missing = (declared: Declared): Faults =>
  Object.fromEntries(DECLARATIONS.filter((name) => !declared[name]).map((name) => [name, 'MUST_ACCEPT']));

/** A statement in its own words, then its tick. */
function Commitment(props: {
  title: string;
  text: string;
  checked: boolean;
  fault: string | undefined;
  onChange: (checked: boolean) => void;
}) {
  const { t } = useText();
  return (
    <Box>
      <Typography variant="h3">{props.title}</Typography>
      <Typography lang="fr" sx={{ my: 0.5, borderLeft: 3, borderColor: 'warning.main', pl: 1.5 }}>
        {props.text}
      </Typography>
      <Declaration
        checked={props.checked}
        fault={props.fault}
        onChange={props.onChange}
        label={t('accepting.commit')}
      />
    </Box>
  );
}

/** The mandate accepted and each commitment made apart (F6, I-3), then signed. */
export function AcceptingForm({ token, ...opened }: OpenedFile & { token: string }) {
  const { file, onFile } = opened;
  const { t, format } = useText();
  const [declared, setDeclared] = useState(NONE);
  const declare = (name: keyof Declared) => (checked: boolean) =>
    setDeclared((now) => ({ ...now, [name]: checked }));
  const names = { representative: file.representativeName ?? '', company: file.companyName };
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box sx={{ display: 'grid', gap: 0.75 }}>
        <Typography variant="h1">{t('accepting.title')}</Typography>
        <Typography>{t('accepting.intro', names)}</Typography>
        {file.representativeSignedAt ? (
          <Typography variant="body2" color="textSecondary">
            {t('accepting.until', { date: format.date(file.representativeSignedAt) })}
          </Typography>
        ) : null}
      </Box>
      <MandateDocument file={file} />
      <DraftButton token={token} signer="AGENT" />
      <SignatureForm
        {...opened}
        token={token}
        signer="AGENT"
        name={file.agentName ?? ''}
        email={file.agentEmail ?? ''}
        labels={{ sign: t('accepting.sign'), signing: t('accepting.signing') }}
        sign={(signature: Signature) => acceptMandate({ ...signature, ...declared })}
        judge={() => missing(declared)}
        onSigned={onFile}
      >
        {(fault) => (
          <Panel title={t('accepting.commitments')}>
            <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
              <Declaration
                checked={declared.acceptsMandate}
                fault={declared.acceptsMandate ? undefined : fault('acceptsMandate')}
                onChange={declare('acceptsMandate')}
                label={t('accepting.accepts')}
              />
              <Commitment
                title={t('accepting.independenceTitle')}
                text={file.independence}
                checked={declared.commitsToIndependence}
                fault={declared.commitsToIndependence ? undefined : fault('commitsToIndependence')}
                onChange={declare('commitsToIndependence')}
              />
              <Commitment
                title={t('accepting.departureTitle')}
                text={file.departure}
                checked={declared.commitsToReportDeparture}
                fault={declared.commitsToReportDeparture ? undefined : fault('commitsToReportDeparture')}
                onChange={declare('commitsToReportDeparture')}
              />
            </Box>
          </Panel>
        )}
      </SignatureForm>
    </Box>
  );
}
