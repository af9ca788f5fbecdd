import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useGetList } from 'react-admin';
import type { Product } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { lifetime, usageNames } from '../../ui/usages.js';

function ProductLabel({ product }: { product: Product }) {
  const { t } = useText();
  const facts = [
    usageNames(product.usages, t),
    t(`orderForm.${product.medium}`, { _: product.medium }),
    t('orderForm.validity', { duration: lifetime(product.validityMonths, t) }),
  ];
  return (
    <Box sx={{ py: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Typography component="span" sx={{ fontWeight: 600 }}>
          {product.name}
        </Typography>
        {product.orderable ? null : <Chip size="small" label={t('orderForm.soon')} />}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {facts.join(' · ')}
      </Typography>
    </Box>
  );
}

interface ProductChoiceProps {
  readonly value: Product | undefined;
  readonly onChange: (product: Product) => void;
}

/** One product per order (R1); those that can't be ordered here yet say so. */
export function ProductChoice({ value, onChange }: ProductChoiceProps) {
  const { t } = useText();
  const { data, error, isPending, refetch } = useGetList<Product & { id: string }>(
    'products',
    {},
    { retry: false },
  );
  const orderable = data?.filter((product) => product.orderable) ?? [];
  const only = orderable.length === 1 ? orderable[0] : undefined;
  useEffect(() => {
    // Nothing to choose between: the one product is taken.
    if (!value && only) onChange(only);
  }, [value, only, onChange]);
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingBlocks heights={[48, 48, 48]} />;
  return (
    <RadioGroup
      aria-label={t('orderForm.product')}
      value={value?.code ?? ''}
      onChange={(event) => {
        const product = data.find(({ code }) => code === event.target.value);
        if (product) onChange(product);
      }}
    >
      {data.map((product) => (
        <FormControlLabel
          key={product.code}
          value={product.code}
          disabled={!product.orderable}
          control={<Radio />}
          label={<ProductLabel product={product} />}
          sx={{
            alignItems: 'flex-start',
            mr: 0,
            borderTop: 1,
            borderColor: 'divider',
            '&:first-of-type': { borderTop: 0 },
          }}
        />
      ))}
    </RadioGroup>
  );
}
