import CheckCircleOutline from '@mui/icons-material/CheckCircleOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import WarningAmber from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';

const ICONS = { success: CheckCircleOutline, info: InfoOutlined, warning: WarningAmber } as const;

interface MessageProps {
  readonly tone: keyof typeof ICONS;
  readonly title: string;
  readonly children: ReactNode;
  /** Takes the focus: it is the answer to what the person just did. */
  readonly announced?: boolean;
}

/** One plain message that is the whole page: done, or why not and what to do. */
export function Message({ tone, title, children, announced = true }: MessageProps) {
  const Icon = ICONS[tone];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (announced) heading.current?.focus();
  }, [announced, title]);
  return (
    <Paper variant="outlined" sx={{ p: { xs: 2.5, sm: 4 } }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <Icon color={tone} sx={{ fontSize: 30, mt: -0.25 }} aria-hidden />
        <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0, flexGrow: 1 }}>
          <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
            {title}
          </Typography>
          {children}
        </Box>
      </Box>
    </Paper>
  );
}
