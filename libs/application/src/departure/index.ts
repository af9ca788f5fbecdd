export * from './carry-departure.js';
export { CancelDeparture, CloseDeparture, ReportDeparture } from './report-departure.js';
export type { DepartureActInput, ReportDepartureInput } from './report-departure.js';
export * from './return-holder.js';
