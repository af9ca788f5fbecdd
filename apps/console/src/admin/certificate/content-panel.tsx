import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import '../../i18n/extend-viewer.js';
import { fetchCertificateContent } from '../../graphql/certificate-content.js';
import type { Certificate } from '../../graphql/schema.js';
import type { CertificateContent } from '../../graphql/schema-certificate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { saveFile } from '../../ui/save-file.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { ContentFacts } from './content-facts.js';

interface Issued {
  readonly id: string;
  readonly serial: string;
  readonly pem: string;
}

const octets = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const derOf = (pem: string) => octets(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''));

function Downloads({ serial, pem, bundle }: Issued & Pick<CertificateContent, 'bundle'>) {
  const { t } = useText();
  const forms = [
    { form: 'pem', save: () => saveFile(`${serial}.pem`, pem, 'application/x-pem-file') },
    { form: 'der', save: () => saveFile(`${serial}.cer`, derOf(pem), 'application/pkix-cert') },
    {
      form: 'p7b',
      save: () => saveFile(`${serial}.p7b`, octets(bundle), 'application/x-pkcs7-certificates'),
    },
  ] as const;
  return (
    <Panel title={t('downloads.title')} help={t('certificate.downloadHelp')}>
      <Box sx={{ display: 'grid', justifyItems: 'start', gap: 0.5, ml: -0.5 }}>
        {forms.map(({ form, save }) => (
          <Button key={form} size="small" startIcon={<DownloadOutlined />} onClick={save}>
            {t(`downloads.${form}`)}
          </Button>
        ))}
      </Box>
    </Panel>
  );
}

function Chain({ chain }: Pick<CertificateContent, 'chain'>) {
  const { t } = useText();
  return (
    <Panel title={t('content.chain')} help={t('content.chainText')}>
      <Box component="ol" sx={{ m: 0, pl: 2.5, py: 0.5 }}>
        {chain.map(({ name, pem }) => (
          <li key={name}>
            <Button size="small" onClick={() => saveFile(`${name}.pem`, pem, 'application/x-pem-file')}>
              {name} (PEM)
            </Button>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

/** What stands in the certificate, its chain and its files; the fields are folded away, few people need them. */
export const ContentPanels = ({ certificate: { id, serial, pem } }: { certificate: Certificate }) =>
  pem === null ? null : <IssuedContent issued={{ id, serial, pem }} />;

function IssuedContent({ issued }: { issued: Issued }) {
  const { t } = useText();
  const { id } = issued;
  const { loaded, reload } = useLoaded(useCallback(() => fetchCertificateContent(id), [id]));
  if (loaded.state === 'loading') return <LoadingBlocks heights={[120]} />;
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} onRetry={reload} />;
  if (loaded.value === null) return null;
  return (
    <>
      <Downloads {...issued} bundle={loaded.value.bundle} />
      <Chain chain={loaded.value.chain} />
      <Accordion variant="outlined" disableGutters slotProps={{ heading: { component: 'h2' } }}>
        <AccordionSummary expandIcon={<ExpandMore />}>
          <Typography variant="h2" component="span">
            {t('content.title')}
          </Typography>
        </AccordionSummary>
        <AccordionDetails>
          <ContentFacts content={loaded.value} />
        </AccordionDetails>
      </Accordion>
    </>
  );
}
