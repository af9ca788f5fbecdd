/** What a person reads when an act is refused: what happened and what to do, in one or two plain sentences. */
export interface Sentences {
  /** By error code (docs/errors.md), where nothing more precise is known. */
  readonly codes: Readonly<Record<string, string>>;
  /** By `reason` of a refusal. `{name}` stands for a detail of the refusal. */
  readonly reasons: Readonly<Record<string, string>>;
  /** By code of a field's fault; put behind the field's label. */
  readonly faults: Readonly<Record<string, string>>;
  /** By name of an input field. */
  readonly fields: Readonly<Record<string, string>>;
}
