import { useGetOne } from 'react-admin';
import type { ReactNode } from 'react';
import { RecordPage, type RecordPageProps } from '../parts/record-page.js';
import { ClosedFile, type ClosedFileProps } from './closed-file.js';
import { OpenFileLine } from './open-file-line.js';

interface FileRecordPageProps<Row> extends RecordPageProps<Row> {
  readonly objectType: ClosedFileProps['objectType'];
  readonly back: ClosedFileProps['back'];
  /** What the list may already say of it. */
  readonly subject: (row: Row) => string;
}

interface FrontProps<Row> extends Pick<
  FileRecordPageProps<Row>,
  'resource' | 'objectType' | 'back' | 'subject'
> {
  readonly id: string;
  readonly onOpened: () => void;
}

function Front<Row extends { id: string }>({ resource, id, subject, ...closed }: FrontProps<Row>) {
  // Asks for nothing: react-admin has filed the row of the list that led here.
  const { data } = useGetOne<Row>(resource, { id }, { enabled: false });
  return <ClosedFile {...closed} objectId={id} subject={data ? subject(data) : undefined} />;
}

/** A record that platform staff read only once they have opened its file; the company's own people read it as any other. */
export function FileRecordPage<Row extends { id: string }>(props: FileRecordPageProps<Row>): ReactNode {
  const { children, ...front } = props;
  return (
    <RecordPage<Row>
      {...front}
      closed={(id, refetch) => <Front<Row> {...front} id={id} onOpened={refetch} />}
    >
      {(row, refetch) => (
        <>
          <OpenFileLine objectId={row.id} onLeft={refetch} />
          {children(row, refetch)}
        </>
      )}
    </RecordPage>
  );
}
