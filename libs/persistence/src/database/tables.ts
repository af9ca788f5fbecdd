/**
 * The allow-list of tables outside row-level security (house.md, tenancy): hashes, identifiers, sign-in data, the
 * catalogue and what the authority publishes. Every other table of the schema belongs to a company; the catalogue test
 * holds the database to this list.
 */
export const PLATFORM_TABLES = [
  'account',
  'access_journal',
  'platform_role',
  'session',
  'try_throttle',
  'known_device',
  'recovery_code',
  'account_link',
  'account_letter',
  'company',
  'issued_serial',
  'revoked_serial',
  'subject_name',
  'holder_email',
  'public_key',
  'compromised_key',
  'authority_certificate',
  'crl',
  'crl_number',
  'product_version',
  'schema_migration',
  'security_event',
] as const;
