/** One thing wrong with a certificate. */
export interface Finding {
  /** The clause it breaks, e.g. `F37` or `RFC 5280 §4.1.2.2`. */
  readonly clause: string;
  /** What is wrong; names attributes and bounds, never a person's data. */
  readonly message: string;
}
