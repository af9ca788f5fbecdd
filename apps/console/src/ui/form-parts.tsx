import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { FieldProps } from './use-fields.js';

/** A calendar date, in the browser's own picker. */
export const DateField = (props: FieldProps & { min?: string; max?: string; autoFocus?: boolean }) => {
  const { min, max, ...field } = props;
  return (
    <TextField {...field} type="date" slotProps={{ inputLabel: { shrink: true }, htmlInput: { min, max } }} />
  );
};

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
}

interface ChoicesProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: readonly Value[];
  readonly fault: string | undefined;
  readonly onChange: (chosen: Value[]) => void;
}

/** Several of a few, each with what it means. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, label, choices, chosen, fault, onChange } = props;
  const id = useId();
  const toggle = (value: Value, on: boolean) =>
    onChange(
      choices.map((choice) => choice.value).filter((one) => (one === value ? on : chosen.includes(one))),
    );
  return (
    <FormControl component="fieldset" error={fault !== undefined} sx={{ minWidth: 0 }}>
      <FormLabel component="legend" sx={{ fontWeight: 600, mb: 0.5, color: 'text.primary' }}>
        {label}
      </FormLabel>
      {choices.map(({ value, label: text, help, disabled }) => (
        <FormControlLabel
          key={value}
          disabled={disabled ?? false}
          sx={{ alignItems: 'flex-start', mr: 0, mb: 0.5 }}
          control={
            <Checkbox
              name={name}
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
              sx={{ py: 0.25 }}
              slotProps={{
                input: {
                  'aria-invalid': fault !== undefined,
                  ...(fault ? { 'aria-describedby': id } : {}),
                },
              }}
            />
          }
          label={
            <Box component="span">
              {text}
              {help ? (
                <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                  {help}
                </Typography>
              ) : null}
            </Box>
          }
        />
      ))}
      {fault ? <FormHelperText id={id}>{fault}</FormHelperText> : null}
    </FormControl>
  );
}
