/** One entry of somebody's calendar (RFC 5545), sent again under the same `uid` whenever it changes (RFC 5546). */
export interface CalendarEntry {
  readonly uid: string;
  /** Higher each time. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly startsAt: Date;
  readonly minutes: number;
  readonly writtenAt: Date;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly organizer: Attendee;
  readonly attendee: Attendee;
}

export interface Attendee {
  readonly name: string;
  readonly email: string;
}

export interface CalendarWriter {
  /** The entry as text/calendar. @throws when it cannot be written. */
  write(entry: CalendarEntry): string;
}
