import pg from 'pg';

const DATE = 1082;
const INT8 = 20;

/**
 * How values come out of PostgreSQL: a `date` stays the calendar date that was written (a Date would move it by the
 * server's time zone), a `bigint` becomes a number (counters and time steps stay far below 2^53).
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (value: string) => value;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An identifier from outside that is no UUID names nothing: asking the database would be an error instead. */
export const isUuid = (value: string): boolean => UUID.test(value);
