import AddOutlined from '@mui/icons-material/AddOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { formatSiret } from '@mandataire/domain/tenant';
import type { Establishment } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { StatusChip } from '../parts/status-chip.js';

interface EstablishmentsPanelProps {
  readonly establishments: readonly Establishment[];
  /** Null: a new one. Absent: he may only read. */
  readonly onEdit: ((establishment: Establishment | null) => void) | undefined;
}

type Row = Establishment & { readonly id: string };

/** Where the company works: open first, the head office before the others. */
export function EstablishmentsPanel({ establishments, onEdit }: EstablishmentsPanelProps) {
  const { t } = useText();
  const columns: Column<Row>[] = [
    { key: 'name', label: t('establishments.name'), small: 'title', render: ({ name }) => name },
    { key: 'siret', label: t('establishments.siret'), render: ({ siret }) => formatSiret(siret) },
    {
      key: 'address',
      label: t('registration.address'),
      render: ({ address, postalCode, city }) => `${address}, ${postalCode} ${city}`,
    },
    {
      key: 'state',
      label: t('establishments.state'),
      render: ({ closed, headOffice }) =>
        closed ? (
          <StatusChip tone="neutral" icon={BlockOutlined} label={t('establishments.states.closed')} />
        ) : (
          <StatusChip
            tone="success"
            icon={CheckCircleOutlined}
            label={t(headOffice ? 'establishments.states.headOffice' : 'establishments.states.open')}
          />
        ),
    },
    ...(onEdit
      ? [
          {
            key: 'act',
            label: t('pipeline.act'),
            render: (row: Row) => (
              <Button
                size="small"
                onClick={() => onEdit(row)}
                aria-label={`${t('establishments.edit')} : ${formatSiret(row.siret)}`}
              >
                {t('establishments.edit')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const add = onEdit ? (
    <Button size="small" startIcon={<AddOutlined />} onClick={() => onEdit(null)}>
      {t('establishments.add')}
    </Button>
  ) : undefined;
  const title = `${t('establishments.title')} (${establishments.length})`;
  return (
    <Panel title={title} help={t('establishments.help')} action={add} flush>
      {establishments.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('establishments.none')}
        </Typography>
      ) : (
        <RecordTable
          caption={title}
          rows={establishments.map((row) => ({ ...row, id: row.siret }))}
          columns={columns}
        />
      )}
    </Panel>
  );
}
