import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { OpenRetrieval } from '../../graphql/schema-public.js';
import { useText } from '../../i18n/use-text.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { Panel } from '../../ui/panel.js';
import { UsageList } from '../../ui/usages.js';

export function CheckStep({ retrieval, onNext }: { retrieval: OpenRetrieval; onNext: () => void }) {
  const { t, format } = useText();
  return (
    <>
      <Typography>{t('retrieval.intro')}</Typography>
      <Panel title={t('retrieval.needTitle')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
          {['need1', 'need2', 'need3'].map((key) => (
            <li key={key}>{t(`retrieval.${key}`)}</li>
          ))}
        </Box>
      </Panel>
      <Panel title={t('retrieval.dataTitle')}>
        <CertifiedDataList
          data={retrieval.certifiedData}
          more={[{ term: t('data.product'), value: retrieval.productName }]}
        />
      </Panel>
      <Panel title={t('consent.usagesTitle')}>
        <UsageList usages={retrieval.usages} />
      </Panel>
      <Typography>{t('retrieval.wrongData')}</Typography>
      <Button variant="contained" size="large" onClick={onNext}>
        {t('retrieval.start')}
      </Button>
      <Typography variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
        {t('retrieval.until', { date: format.dateTime(retrieval.expiresAt) })}
      </Typography>
    </>
  );
}
