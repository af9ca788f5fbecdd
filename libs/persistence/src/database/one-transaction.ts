import pg from 'pg';

/** What the driver does with a prepared statement, under the names it has there. */
interface DriverQuery {
  readonly name: string;
  callback: (error: Error | null) => void;
  readonly _result: pg.QueryResult & { _types: unknown };
  /** A value that could not be read: the driver leaves its row out. */
  readonly _canceledDueToError: false | Error;
  prepare(connection: Wire): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}

interface Wire {
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Readonly<Record<string, string>>;
  readonly stream: { cork(): void; uncork(): void };
  sync(): void;
}

type Done = (error: Error | null, results: readonly pg.QueryResult[]) => void;

/** A failure that leaves it unknown which statements the connection has prepared: close it. */
export class PreparationFailed extends Error {
  override readonly name = 'PreparationFailed';
  constructor(override readonly cause: Error) {
    super(cause.message);
  }
}

const isKnown = ({ parsedStatements, submittedNamedStatements }: Wire, { name }: DriverQuery): boolean =>
  name in parsedStatements || name in submittedNamedStatements;

/**
 * Prepared statements that travel together and end with one Sync. PostgreSQL takes them for one transaction, which commits
 * at the Sync or not at all, and answers once: neither BEGIN nor COMMIT, and none of the four answers that wake both sides.
 * The driver sends a Sync after each statement, so its own are given a connection that sends none.
 */
class OneTransaction extends pg.Query {
  private readonly parts: readonly DriverQuery[];
  private at = 0;
  private failure: Error | null = null;
  /** What the connection may not have prepared yet: a description tells that it has. */
  private unprepared: readonly DriverQuery[] = [];

  constructor(
    statements: readonly pg.QueryConfig[],
    private readonly done: Done,
  ) {
    super('');
    this.parts = statements.map((statement) => new pg.Query(statement) as unknown as DriverQuery);
    for (const part of this.parts) part.callback = (error) => void (this.failure ??= error);
  }

  override submit = (connection: unknown): void => {
    const wire = connection as Wire;
    const withoutSync = Object.create(wire, { sync: { value: () => {} } }) as Wire;
    this.unprepared = this.parts.filter((part) => !isKnown(wire, part));
    wire.stream.cork();
    try {
      for (const part of this.parts) {
        part._result._types ??= (this as unknown as DriverQuery)._result._types;
        part.prepare(withoutSync);
      }
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  };

  handleRowDescription(message: unknown): void {
    const part = this.parts[this.at];
    this.unprepared = this.unprepared.filter((each) => each !== part);
    part?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.parts[this.at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.parts[this.at]?.handleCommandComplete(message, connection);
    this.at += 1;
  }

  handleError(error: Error): void {
    this.done(this.unprepared.length > 0 ? new PreparationFailed(error) : error, []);
  }

  handleReadyForQuery(): void {
    const unread = this.parts.find((part) => part._canceledDueToError)?._canceledDueToError || null;
    // A value that could not be sent: the driver has closed its statement, and believes that it is there.
    const failure = this.failure ? new PreparationFailed(this.failure) : unread;
    this.done(
      failure,
      this.parts.map(({ _result }) => _result),
    );
  }
}

/** Runs them in their order, in one transaction. @throws PreparationFailed, or what the driver says */
export const inOneTransaction = (
  client: pg.ClientBase,
  statements: readonly pg.QueryConfig[],
): Promise<readonly pg.QueryResult[]> =>
  new Promise((resolve, reject) => {
    client.query(
      new OneTransaction(statements, (error, results) => (error ? reject(error) : resolve(results))),
    );
  });
