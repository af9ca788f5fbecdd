import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { commonName } from '@mandataire/domain/holder';
import { useState } from 'react';
import { useGetOne, useLocation, useNavigate, useNotify } from 'react-admin';
import { placeOrder } from '../../graphql/acts.js';
import type { HolderSummary, Product } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { lifetime, usageNames } from '../../ui/usages.js';
import { useAct } from '../../ui/use-act.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { recordPath } from '../parts/router-link.js';
import { useViewer } from '../viewer-context.js';
import { HolderChoice } from './holder-choice.js';
import { ProductChoice } from './product-choice.js';

/** Exactly what the order will freeze (R21), before it is placed. */
function Preview({ holder, product }: { holder: HolderSummary | null; product: Product | undefined }) {
  const { t } = useText();
  const company = useViewer().activeCompany;
  if (!holder || !company) {
    return (
      <Panel title={t('orderForm.preview')}>
        <Typography color="textSecondary">{t('orderForm.previewEmpty')}</Typography>
      </Panel>
    );
  }
  const data = {
    ...holder,
    commonName: commonName(holder),
    companyName: company.name,
    siren: company.siren,
  };
  const more = product
    ? [
        { term: t('data.product'), value: product.name },
        { term: t('data.usages'), value: usageNames(product.usages, t) },
        { term: t('data.validity'), value: lifetime(product.validityMonths, t) },
      ]
    : [];
  return (
    <Panel title={t('orderForm.preview')} help={t('orderForm.previewHelp')}>
      <CertifiedDataList
        data={data}
        more={[{ term: t('data.subjectSerialNumber'), value: t('orderForm.identifierLater') }, ...more]}
      />
    </Panel>
  );
}

/** The holder of `?holder=…`, when the form was opened from his page. */
function useHolderOfAddress(): HolderSummary | undefined {
  const id = new URLSearchParams(useLocation().search).get('holder');
  return useGetOne<HolderSummary>('holders', { id: id ?? '' }, { enabled: id !== null }).data;
}

export function OrderForm() {
  const { t } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const preset = useHolderOfAddress();
  const [chosen, setChosen] = useState<HolderSummary | null>();
  const [product, setProduct] = useState<Product>();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const act = useAct(placeOrder);
  const holder = chosen === undefined ? (preset ?? null) : chosen;
  const place = async () => {
    if (!holder || !product) return;
    const order = await act.run({ idempotencyKey, holderId: holder.id, productCode: product.code });
    if (!order) return;
    notify(t('orderForm.placed', { name: holder.displayName }), { type: 'success' });
    navigate(recordPath('orders', order.id));
  };
  return (
    <Page title={t('orderForm.title')} back={{ to: '/orders', label: t('order.title') }}>
      <Columns wide="1fr 1.2fr">
        <Stacked>
          <Panel title={t('orderForm.holder')}>
            <HolderChoice value={holder} onChange={setChosen} />
          </Panel>
          <Panel title={t('orderForm.product')}>
            <ProductChoice value={product} onChange={setProduct} />
          </Panel>
        </Stacked>
        <Stacked>
          <Preview holder={holder} product={product} />
          <ErrorNotice error={act.error} />
          <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
            <Button
              variant="contained"
              size="large"
              disabled={!holder || !product || act.busy}
              onClick={() => void place()}
              sx={{ width: { xs: '100%', sm: 'auto' } }}
            >
              {t(act.busy ? 'orderForm.placing' : 'orderForm.place')}
            </Button>
          </Box>
        </Stacked>
      </Columns>
    </Page>
  );
}
