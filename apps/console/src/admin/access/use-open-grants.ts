import { useGetList } from 'react-admin';
import type { AccessGrant } from '../../graphql/schema-access.js';
import { useMay } from '../viewer-context.js';

const isOpen = ({ endedAt, expiresAt }: AccessGrant): boolean =>
  endedAt === null && Date.parse(expiresAt) > Date.now();

/** What this person of the platform has opened and not left yet, newest first. */
export function useOpenGrants(): readonly AccessGrant[] {
  const staff = useMay('access.open');
  const { data = [] } = useGetList<AccessGrant>(
    'access-grants',
    { pagination: { page: 1, perPage: 100 } },
    { enabled: staff, retry: false },
  );
  return staff ? data.filter(isOpen) : [];
}
