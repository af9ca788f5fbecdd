import Button, { type ButtonProps } from '@mui/material/Button';
import Link from '@mui/material/Link';
import { LinkBase } from 'react-admin';
import type { ReactNode } from 'react';

/** A link to another page of the console. */
export const RouterLink = ({ to, children, label }: { to: string; children: ReactNode; label?: string }) => (
  <Link component={LinkBase} to={to} aria-label={label}>
    {children}
  </Link>
);

export const RouterButton = ({ to, ...rest }: ButtonProps & { to: string }) => (
  <Button component={LinkBase} to={to} {...rest} />
);

/** The page of one record. */
export const recordPath = (resource: string, id: string): string =>
  `/${resource}/${encodeURIComponent(id)}/show`;
