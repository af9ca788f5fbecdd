import { createHash } from 'node:crypto';
import type pg from 'pg';

/** What `pg` calls on a query of one's own while it is the connection's turn (as pg-cursor and pg-copy-streams do). */
abstract class Copy implements pg.Submittable {
  readonly done: Promise<void>;
  protected failure: unknown;
  private settle!: { resolve(): void; reject(reason: unknown): void };

  constructor(private readonly text: string) {
    this.done = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
  }

  submit(connection: pg.Connection): void {
    connection.query(this.text);
  }

  handleError(error: unknown): void {
    this.failure ??= error;
    this.settle.reject(this.failure);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) this.settle.resolve();
    else this.settle.reject(this.failure);
  }

  handleCommandComplete(): void {}
}

/** `PGCOPY\n\xff\r\n\0`, flags, length of the extension. */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
const TRAILER = -1;

const CODE = { copyData: 0x64, copyOutResponse: 0x48, copyDone: 0x63 } as const;

/**
 * Takes the rows off the socket itself: an object and an event for each of a million messages cost more than the rows. Any
 * message that isn't of the COPY, and what follows it, goes to the driver, which gives further rows to `handleCopyData`.
 */
class CopyOut extends Copy {
  private started = false;
  private rest: Buffer = Buffer.alloc(0);

  constructor(
    text: string,
    private readonly row: (octets: DataView, at: number) => void,
  ) {
    super(text);
  }

  override submit(connection: pg.Connection): void {
    const { stream } = connection;
    const driver = stream.listeners('data') as ((octets: Buffer) => void)[];
    stream.removeAllListeners('data');
    const read = (octets: Buffer) => {
      const others = this.takeRows(octets);
      if (!others) return;
      stream.off('data', read);
      for (const listener of driver) {
        stream.on('data', listener);
        listener(others);
      }
    };
    stream.on('data', read);
    super.submit(connection);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.takeRow(viewOf(chunk), 0);
  }

  /** @returns the octets from the first message on that isn't of the COPY. */
  private takeRows(octets: Buffer): Buffer | undefined {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, octets]) : octets;
    const view = viewOf(all);
    const { length } = all;
    let at = 0;
    while (at + 5 <= length) {
      const code = view.getUint8(at);
      const isOurs = code === CODE.copyData || code === CODE.copyOutResponse || code === CODE.copyDone;
      if (!isOurs) return all.subarray(at);
      const end = at + 1 + view.getUint32(at + 1);
      if (end > length) break;
      if (code === CODE.copyData) this.takeRow(view, at + 5);
      at = end;
    }
    this.rest = all.subarray(at);
    return undefined;
  }

  /** One message per row, the header before the first one in the same message (COPY Operations, PostgreSQL's manual). */
  private takeRow(octets: DataView, start: number): void {
    const at = this.started ? start : start + HEADER.length;
    this.started = true;
    if (this.failure !== undefined || octets.getInt16(at) === TRAILER) return;
    try {
      this.row(octets, at + 2);
    } catch (error) {
      this.failure = error;
    }
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const COPY_DONE = Buffer.from('6300000004', 'hex');
/** Written in turn: more at once would only wait in memory. */
const WRITTEN_AT_ONCE = 1 << 18;

/** A field of which only the length is known before: its octets are asked for in turn, once those before are on their way. */
export interface LateField {
  readonly length: number;
  octets(): Iterable<Uint8Array>;
}

class CopyIn extends Copy {
  constructor(
    text: string,
    private readonly parts: readonly (Uint8Array | LateField)[],
  ) {
    super(text);
  }

  handleCopyInResponse({ stream }: pg.Connection): void {
    this.write(stream).catch((error: unknown) => this.handleError(error));
  }

  /** The octets go out as they are, without a copy. An error of the server's ends the writing. */
  private async write(stream: pg.Connection['stream']): Promise<void> {
    for (const part of this.parts) {
      for (const chunk of part instanceof Uint8Array ? chunksOf(part) : part.octets()) {
        if (this.failure !== undefined) return;
        const head = Buffer.allocUnsafe(5);
        head[0] = CODE.copyData;
        head.writeUInt32BE(4 + chunk.length, 1);
        stream.write(head);
        await new Promise<void>((resolve, reject) =>
          stream.write(chunk, (error) => (error ? reject(error) : resolve())),
        );
      }
    }
    if (this.failure === undefined) stream.write(COPY_DONE);
  }
}

function* chunksOf(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at += WRITTEN_AT_ONCE) yield octets.subarray(at, at + WRITTEN_AT_ONCE);
}

/** Octets as a field, and their SHA-256 as another that comes after it: taken while PostgreSQL receives them. */
export function withSha256(octets: Uint8Array): readonly [LateField, LateField] {
  const hash = createHash('sha256');
  return [
    {
      length: octets.length,
      *octets() {
        for (const chunk of chunksOf(octets)) {
          yield chunk;
          hash.update(chunk);
        }
      },
    },
    { length: 32, octets: () => [hash.digest()] },
  ];
}

/**
 * Rows of a SELECT by binary COPY: `row` gets the octets from a row's first field on (length, then value), valid only
 * during the call. The connection must not pipeline; COPY takes no parameters.
 */
export async function copyOut(
  client: pg.ClientBase,
  select: string,
  row: (octets: DataView, at: number) => void,
): Promise<void> {
  await client.query(new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, row)).done;
}

/** One row by binary COPY into the named columns, each value as PostgreSQL's binary format has it. */
export async function copyRowIn(
  client: pg.ClientBase,
  into: string,
  values: readonly (Uint8Array | LateField)[],
): Promise<void> {
  const fields = values.flatMap((value) => [int32(value.length), value]);
  const count = Buffer.alloc(2);
  count.writeInt16BE(values.length);
  const trailer = Buffer.alloc(2);
  trailer.writeInt16BE(TRAILER);
  const parts = [HEADER, count, ...fields, trailer];
  await client.query(new CopyIn(`COPY ${into} FROM STDIN (FORMAT binary)`, parts)).done;
}

function int32(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeInt32BE(value);
  return octets;
}

export function int64(value: number): Buffer {
  const octets = Buffer.alloc(8);
  octets.writeBigInt64BE(BigInt(value));
  return octets;
}

/** PostgreSQL counts microseconds from 2000-01-01 UTC. */
const EPOCH_2000 = Date.UTC(2000, 0, 1);

export const timestamp = (instant: Date): Buffer => int64((instant.getTime() - EPOCH_2000) * 1000);

/** Milliseconds since 1970 of a binary timestamptz. */
export const readTimestamp = (octets: DataView, at: number): number =>
  (octets.getInt32(at) * 2 ** 32 + octets.getUint32(at + 4)) / 1000 + EPOCH_2000;
