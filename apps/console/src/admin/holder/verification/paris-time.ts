import { dateInParis } from '@mandataire/domain/time';

const HOUR = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Day and hour of an instant as the clocks of Paris show them. */
export const partsInParis = (instant: Date): { readonly day: string; readonly hour: string } => ({
  day: dateInParis(instant),
  hour: HOUR.format(instant),
});

/** The instant at which the clocks of Paris show this day and hour: one of the two offsets of the year fits. */
export function instantInParis(day: string, hour: string): Date {
  const summer = new Date(`${day}T${hour}:00+02:00`);
  const shown = partsInParis(summer);
  return shown.day === day && shown.hour === hour ? summer : new Date(`${day}T${hour}:00+01:00`);
}
