import { DataSource, type EntitySchema } from 'typeorm';
import { connectionSettings, type PoolSettings } from './pool.js';

/**
 * The mapper's side. It opens at the first write and is tried again after a failure, so that a process starts, and
 * goes on, without a database. The schema is never written from here (`synchronize` stays off for ever).
 */
export class WriteDatabase {
  private opening: Promise<DataSource> | undefined;

  constructor(
    private readonly settings: PoolSettings,
    private readonly entities: readonly EntitySchema[],
  ) {}

  source(): Promise<DataSource> {
    if (!this.opening) {
      const opening = this.open().initialize();
      this.opening = opening;
      opening.catch(() => (this.opening = undefined));
    }
    return this.opening;
  }

  async close(): Promise<void> {
    const source = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    if (source?.isInitialized) await source.destroy();
  }

  private open(): DataSource {
    return new DataSource({
      type: 'postgres',
      url: this.settings.url,
      entities: [...this.entities],
      synchronize: false,
      installExtensions: false,
      // A forgotten identifier must be an error, never a WHERE that is left out.
      invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
      poolSize: this.settings.max,
      poolErrorHandler: this.settings.onError ?? (() => {}),
      extra: connectionSettings,
      logging: false,
    });
  }
}
