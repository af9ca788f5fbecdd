/**
 * A row when another account may still take the address back (EMAIL_UNDO): nobody else is given it until then. Asked after
 * the address was written, because its uniqueness waits for a change of that account which is under way.
 * Values: account, address, instant.
 */
export const RESERVED_ADDRESS = `
  SELECT 1 FROM account_link
  WHERE email = $2 AND account_id <> $1 AND expires_at > $3
    AND purpose = 'EMAIL_UNDO' AND used_at IS NULL AND replaced_at IS NULL LIMIT 1`;
