import { createEvent } from 'ics';
import type { CalendarEntry, CalendarWriter } from '@mandataire/application/mail';

/** Writes entries as iCalendar (RFC 5545) in UTC, to be sent by mail (RFC 6047). */
export class IcsCalendarWriter implements CalendarWriter {
  write(entry: CalendarEntry): string {
    const { uid, sequence, method, title, description, location, organizer, attendee } = entry;
    const { error, value } = createEvent({
      ...{ uid, sequence, method, title, description, location },
      productId: '-//Mandataire//Rendez-vous//FR',
      start: entry.startsAt.getTime(),
      ...({ startInputType: 'utc', startOutputType: 'utc' } as const),
      duration: { minutes: entry.minutes },
      created: entry.writtenAt.getTime(),
      lastModified: entry.writtenAt.getTime(),
      status: method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
      organizer,
      attendees: [{ ...attendee, role: 'REQ-PARTICIPANT', partstat: 'NEEDS-ACTION', rsvp: true }],
    });
    if (value === null) throw error ?? new Error('no calendar entry');
    return value;
  }
}
