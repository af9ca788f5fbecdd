import SearchOutlined from '@mui/icons-material/SearchOutlined';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useListContext } from 'react-admin';

const DELAY_MS = 300;

/** The list follows the typing, a short moment after it. */
export function SearchFilter({ label }: { label: string }) {
  const { filterValues, setFilters } = useListContext();
  const applied = (filterValues as { search?: string }).search ?? '';
  const [text, setText] = useState(applied);
  useEffect(() => setText(applied), [applied]);
  useEffect(() => {
    if (text.trim() === applied) return undefined;
    const timer = setTimeout(() => {
      const { search: _, ...others } = filterValues as Record<string, unknown>;
      setFilters(text.trim() ? { ...others, search: text.trim() } : others, []);
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, applied, filterValues, setFilters]);
  return (
    <TextField
      label={label}
      type="search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      sx={{ flex: '1 1 240px', maxWidth: { sm: 360 } }}
      slotProps={{
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchOutlined fontSize="small" aria-hidden />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What the filter becomes. */
  readonly filter: unknown;
}

/** One field of the filter, chosen among a few; the first choice is "no filter". */
export function ChoiceFilter({
  field,
  label,
  choices,
}: {
  field: string;
  label: string;
  choices: readonly Choice[];
}) {
  const { filterValues, setFilters } = useListContext();
  // Read back from the filter, which the address or "clear the criteria" may set too.
  const applied = JSON.stringify((filterValues as Record<string, unknown>)[field]);
  const value =
    (choices.find((choice) => JSON.stringify(choice.filter) === applied) ?? choices[0])?.value ?? '';
  const choose = (wanted: string) => {
    const choice = choices.find((one) => one.value === wanted);
    const { [field]: _, ...others } = filterValues as Record<string, unknown>;
    setFilters(choice?.filter === undefined ? others : { ...others, [field]: choice.filter }, []);
  };
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => choose(event.target.value)}
      sx={{ flex: '1 1 160px', maxWidth: { sm: 220 } }}
    >
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
