import type { Act } from '@mandataire/domain/permission';
import type { JournalEntry } from '../../graphql/schema.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { EnterCompany, EnteredCompanies } from '../access/enter-company.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { may, useMay, useViewer } from '../viewer-context.js';

/** Event names have dots, which Polyglot reads as levels. */
export const eventName = (name: string, t: Translate): string =>
  t(`journal.names.${name.replaceAll('.', '-')}`, { _: name });

const STATE_TEXTS: Readonly<Record<string, string>> = {
  Order: 'order.states',
  Certificate: 'certificate.states',
  RevocationRequest: 'revocation.states',
  IdentityVerification: 'verification',
  Mandate: 'company.mandates',
  IdentityChange: 'journal.states',
  Reminder: 'journal.states',
  Holder: 'holder.state',
  // A role given or taken away.
  Account: 'role',
};

/** In words; a state that has none is not shown in capitals. */
const stateName = (objectType: string, state: string, t: Translate): string | undefined => {
  const tree = STATE_TEXTS[objectType];
  return tree ? t(`${tree}.${state}`, { _: '' }) || undefined : undefined;
};

const PAGES: Readonly<Record<string, readonly [string, Act]>> = {
  Order: ['orders', 'order.read'],
  Certificate: ['certificates', 'certificate.read'],
  Holder: ['holders', 'holder.read'],
};

function ObjectLink({ entry }: { entry: JournalEntry }) {
  const { t } = useText();
  const viewer = useViewer();
  const page = PAGES[entry.objectType];
  const name = eventName(entry.name, t);
  if (!page || !may(viewer, page[1])) return name;
  return <RouterLink to={recordPath(page[0], entry.objectId)}>{name}</RouterLink>;
}

function transition(entry: JournalEntry, t: Translate): string {
  const named = (state: string | null) => (state ? stateName(entry.objectType, state, t) : undefined);
  const names = [named(entry.previousState), named(entry.nextState)].filter(Boolean);
  // A consent is an act within a state: nothing to point to.
  return [...new Set(names)].join(' → ') || t('app.none');
}

/** Whoever signed by a link has a role and no account yet. */
const actorKind = ({ actorKind: kind }: JournalEntry, t: Translate): string =>
  t(`journal.kinds.${kind}`, { _: t(`role.${kind}`, { _: kind }) });

export const journalColumns = (t: Translate, format: Formats): Column<JournalEntry>[] => [
  {
    key: 'event',
    label: t('journal.event'),
    small: 'title',
    render: (entry) => <ObjectLink entry={entry} />,
  },
  { key: 'at', label: t('journal.at'), render: (entry) => format.preciseTime(entry.at) },
  {
    key: 'actor',
    label: t('journal.actor'),
    render: (entry) => entry.actorName ?? actorKind(entry, t),
  },
  { key: 'state', label: t('journal.transition'), render: (entry) => transition(entry, t) },
  { key: 'reason', label: t('journal.reason'), render: (entry) => entry.reason ?? t('app.none') },
];

/** The company of a line; the line of its opening is where the auditor enters it. */
function Company({ entry: { objectType, objectId, companyName } }: { entry: JournalEntry }) {
  const { t } = useText();
  const mayEnter = useMay('access.open');
  if (companyName === null) return t('app.none');
  return (
    <>
      {companyName}{' '}
      {mayEnter && objectType === 'Company' ? (
        <EnterCompany companyId={objectId} company={companyName} />
      ) : null}
    </>
  );
}

/** What happened, who did it, newest first; read only. */
export function JournalList() {
  const { t, format } = useText();
  const acrossCompanies = useViewer().platformRoles.length > 0;
  const company: Column<JournalEntry> = {
    key: 'company',
    label: t('journal.company'),
    render: (entry) => <Company entry={entry} />,
  };
  const columns = [...journalColumns(t, format), ...(acrossCompanies ? [company] : [])];
  return (
    <>
      <EnteredCompanies />
      <ListPage
        resource="journal"
        title={t('journal.title')}
        columns={columns}
        empty={t('journal.empty')}
        perPage={50}
      />
    </>
  );
}
