import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface DeclarationProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: ReactNode;
  readonly fault?: string | undefined;
}

/** A statement that a person makes by ticking it; required for the act below it. */
export function Declaration({ checked, onChange, label, fault }: DeclarationProps) {
  const id = useId();
  return (
    <Box>
      <FormControlLabel
        sx={{ alignItems: 'flex-start', mr: 0 }}
        control={
          <Checkbox
            checked={checked}
            onChange={(event) => onChange(event.target.checked)}
            sx={{ py: 0.25 }}
            slotProps={{
              input: {
                // On the input alone: the label would otherwise end with a lonely asterisk.
                required: true,
                'aria-invalid': fault !== undefined,
                ...(fault ? { 'aria-describedby': id } : {}),
              },
            }}
          />
        }
        label={<Typography sx={{ fontWeight: 600 }}>{label}</Typography>}
      />
      {fault ? (
        <FormHelperText id={id} error sx={{ ml: 4 }}>
          {fault}
        </FormHelperText>
      ) : null}
    </Box>
  );
}
