/** Counts since the start of the process, for `/metrics`. */
export class Counters {
  private readonly counts = new Map<string, number>();

  /** `labels` in the order of the exposition format, e.g. `{ job: 'tell-company' }`. */
  add(name: string, amount = 1, labels: Readonly<Record<string, string>> = {}): void {
    const key = seriesOf(name, labels);
    this.counts.set(key, (this.counts.get(key) ?? 0) + amount);
  }

  lines(): string[] {
    return [...this.counts].map(([series, count]) => `${series} ${count}`);
  }
}

/** A series of the Prometheus text format; our labels never hold a quote. */
export function seriesOf(name: string, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `mandataire_worker_${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''}`;
}
