import { ListBase } from 'react-admin';
import type { AccessGrant } from '../../graphql/schema-access.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { journalColumns } from '../journal/journal-list.js';
import { ListBody } from '../parts/list-page.js';
import { Page } from '../parts/page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { MembersPanel } from './members-panel.js';
import { SignInsPanel } from './sign-ins-panel.js';

const PAGES = { ORDER: 'orders', MANDATE: 'mandates', COMPANY: undefined } as const;

function Opened({ grant }: { grant: AccessGrant }) {
  const { t } = useText();
  const page = PAGES[grant.objectType];
  const name = t(`access.objects.${grant.objectType}`);
  return page ? <RouterLink to={recordPath(page, grant.objectId)}>{name}</RouterLink> : name;
}

function endOf({ endedAt, expiresAt }: AccessGrant, t: Translate, format: Formats): string {
  if (endedAt !== null) return t('access.left', { date: format.dateTime(endedAt) });
  const open = Date.parse(expiresAt) > Date.now();
  return t(open ? 'access.until' : 'access.over', { date: format.dateTime(expiresAt) });
}

const grantColumns = (t: Translate, format: Formats): Column<AccessGrant>[] => [
  { key: 'who', label: t('access.who'), small: 'title', render: (grant) => grant.accountName },
  { key: 'role', label: t('members.role'), render: (grant) => t(`role.${grant.role}`) },
  { key: 'object', label: t('access.object'), render: (grant) => <Opened grant={grant} /> },
  { key: 'reason', label: t('access.reason'), render: (grant) => grant.reason },
  { key: 'from', label: t('access.from'), render: (grant) => format.dateTime(grant.openedAt) },
  { key: 'to', label: t('access.to'), render: (grant) => endOf(grant, t, format) },
];

/** Who may read the company's files, who of the platform did, and what was noted of it. */
export function MembersPage() {
  const { t, format } = useText();
  const list = { perPage: 10, disableSyncWithLocation: true, storeKey: false } as const;
  return (
    <Page title={t('members.title')}>
      <MembersPanel />
      <SignInsPanel />
      <ListBase resource="access-grants" {...list}>
        <Panel title={t('access.staff')} help={t('access.staffHelp')} flush>
          <ListBody
            caption={t('access.staff')}
            columns={grantColumns(t, format)}
            empty={t('access.staffNone')}
          />
        </Panel>
      </ListBase>
      <ListBase resource="journal" filter={{ topic: 'ACCESS' }} {...list}>
        <Panel title={t('access.journal')} help={t('access.journalHelp')} flush>
          <ListBody
            caption={t('access.journal')}
            columns={journalColumns(t, format)}
            empty={t('journal.empty')}
          />
        </Panel>
      </ListBase>
    </Page>
  );
}
