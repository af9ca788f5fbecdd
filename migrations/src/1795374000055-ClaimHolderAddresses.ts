import type { MigrationInterface, QueryRunner } from 'typeorm';

const hashOf = (email: string) => `encode(sha256(convert_to(lower(${email}), 'UTF8')), 'hex')`;

/** Triggers act as their caller: with its rights, in its company. */
const TRIGGERS = `
  CREATE FUNCTION holder_email_claimed() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    INSERT INTO holder_email AS e (email_hash, holder_id, in_use)
      SELECT DISTINCT ON (hash) hash, holder_id, true FROM (SELECT ${hashOf('email')}, holder_id FROM added) AS a (hash, holder_id)
      ON CONFLICT (email_hash) DO UPDATE SET holder_id = EXCLUDED.holder_id, in_use = true
        WHERE NOT e.in_use OR e.holder_id = EXCLUDED.holder_id;
    IF EXISTS (SELECT 1 FROM added a JOIN holder_email e ON e.email_hash = ${hashOf('a.email')}
        WHERE e.holder_id <> a.holder_id) THEN
      RAISE unique_violation USING CONSTRAINT = 'holder_email_pkey', MESSAGE = 'this e-mail is another holder''s';
    END IF;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_email_claimed AFTER INSERT ON holder_identity
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION holder_email_claimed();

  -- Free again: the address of a former version, and of whoever has left.
  CREATE FUNCTION holder_email_released() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    UPDATE holder_email e SET in_use = false WHERE e.holder_id = NEW.id AND e.in_use AND (NEW.state = 'DEPARTED' OR NOT EXISTS (
      SELECT 1 FROM holder_identity i WHERE i.tenant_id = NEW.tenant_id AND i.holder_id = NEW.id
        AND i.number >= NEW.identity_number AND ${hashOf('i.email')} = e.email_hash));
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_email_released AFTER UPDATE OF state, identity_number ON holder FOR EACH ROW
    WHEN ((NEW.state, NEW.identity_number) IS DISTINCT FROM (OLD.state, OLD.identity_number))
    EXECUTE FUNCTION holder_email_released();
`;

/**
 * A certified address is one person's over all companies: hashes of the addresses in force or planned, with the holder's
 * identifier. Whoever is refused learns that it is taken, never by whom (I-23, house.md).
 */
export class ClaimHolderAddresses1795374000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE holder_email (
        email_hash text COLLATE "C" NOT NULL,
        holder_id uuid NOT NULL,
        in_use boolean NOT NULL,
        CONSTRAINT holder_email_pkey PRIMARY KEY (email_hash)
      );
      CREATE INDEX holder_email_holder_idx ON holder_email (holder_id);
      ALTER TABLE holder NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE holder_identity NO FORCE ROW LEVEL SECURITY;
      INSERT INTO holder_email (email_hash, holder_id, in_use)
        SELECT ${hashOf('i.email')}, i.holder_id, true FROM holder h JOIN holder_identity i
          ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
        WHERE h.state = 'ACTIVE' ORDER BY h.id ON CONFLICT DO NOTHING;
      ALTER TABLE holder_identity FORCE ROW LEVEL SECURITY;
      ALTER TABLE holder FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, UPDATE (holder_id, in_use) ON holder_email TO app, worker;
    `);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER holder_email_claimed ON holder_identity;
      DROP TRIGGER holder_email_released ON holder;
      DROP FUNCTION holder_email_claimed(), holder_email_released();
      DROP TABLE holder_email;
    `);
  }
}
