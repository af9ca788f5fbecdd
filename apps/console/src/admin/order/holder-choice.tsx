import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useGetList } from 'react-admin';
import type { HolderSummary } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';

const DELAY_MS = 250;
const SHOWN = 20;

/** An order rests on a verified identity (R30, D5): the others are shown, so that nobody wonders, but not for choosing. */
const isOrderable = (holder: HolderSummary): boolean =>
  holder.verification?.state === 'VERIFIED' && holder.allowedActions.includes('PLACE_ORDER');

function useFoundHolders(text: string) {
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, isFetching } = useGetList<HolderSummary>('holders', {
    pagination: { page: 1, perPage: SHOWN },
    filter: search ? { search } : {},
  });
  // While the answer is not that of what is typed there is nothing to choose: a fast Enter must not take somebody else.
  const settled = text.trim() === search && !isFetching;
  return { found: settled ? (data ?? []) : [], searching: !settled };
}

interface HolderChoiceProps {
  readonly value: HolderSummary | null;
  readonly onChange: (holder: HolderSummary | null) => void;
}

export function HolderChoice({ value, onChange }: HolderChoiceProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const { found, searching } = useFoundHolders(value && text === value.displayName ? '' : text);
  return (
    <Autocomplete
      value={value}
      onChange={(_, holder) => onChange(holder)}
      inputValue={text}
      onInputChange={(_, typed) => setText(typed)}
      options={found}
      loading={searching}
      filterOptions={(all) => all}
      getOptionLabel={(holder) => holder.displayName}
      getOptionKey={(holder) => holder.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      getOptionDisabled={(holder) => !isOrderable(holder)}
      noOptionsText={t('orderForm.holderNone')}
      loadingText={t('app.loading')}
      renderOption={({ key, ...rest }, holder) => (
        <Box component="li" key={key} {...rest}>
          <Box sx={{ minWidth: 0 }}>
            <Typography>{holder.displayName}</Typography>
            <Typography variant="body2" color="textSecondary">
              {isOrderable(holder) ? holder.jobTitle : t('orderForm.unavailable')}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          label={t('orderForm.holder')}
          placeholder={t('orderForm.holderPlaceholder')}
          helperText={t('orderForm.holderHelp')}
          sx={{ mt: 1 }}
        />
      )}
    />
  );
}
