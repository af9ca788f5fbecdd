import type { IdentityChangeImpact, IdentityChangeInput } from '../../../graphql/schema-identity.js';

/** What the person typed, and what the server said it would do. */
export interface Previewed {
  readonly input: IdentityChangeInput;
  readonly impact: IdentityChangeImpact;
}
