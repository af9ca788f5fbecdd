import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = 'app, worker, status_reader, emergency_intake';

/**
 * What each login role may do, and nothing else (I-1, I-7, I-11). Rows that are evidence have no UPDATE and no DELETE
 * for anyone; of a certificate, an order and a revocation request only what may change after its making can be changed.
 */
export class GrantRoles1795305600004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${ROLES};
    `);
    await runner.query(APP);
    await runner.query(WORKER);
    await runner.query(`
      GRANT SELECT (issuer_id, serial, state, revoked_at, not_after) ON issued_serial TO status_reader;
      GRANT SELECT ON crl, authority_certificate TO status_reader;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${ROLES};
      REVOKE ALL ON SCHEMA public FROM ${ROLES};
      GRANT USAGE ON SCHEMA public TO PUBLIC;
    `);
  }
}

const ORDER_CHANGES =
  'version, state, verification_id, consented_at, co_signed_at, decided_by, decided_at, decision_reason';
const CERTIFICATE_CHANGES = 'version, state, der, issued_at, accepted_at, revoked_at';
const REVOCATION_CHANGES =
  'version, state, authenticated_at, sent_to_ca_at, confirmed_at, ocsp_seen_at, crl_seen_at, closed_at';
const LINK_CHANGES = 'version, used_at, replaced_at';

const APP = `
  GRANT SELECT, UPDATE (last_totp_step, failed_attempts, last_failed_at) ON account TO app;
  GRANT SELECT ON platform_role, product_version, authority_certificate TO app;
  GRANT SELECT, INSERT, UPDATE (last_seen_at, ended_at) ON session TO app;
  -- Registers are written blind: app learns that a row was in the way, never whose it is.
  GRANT INSERT ON company, public_key TO app;
  GRANT INSERT, SELECT (issuer_id, serial), UPDATE (state, revoked_at) ON issued_serial TO app;
  GRANT INSERT, SELECT ON subject_name TO app;

  GRANT SELECT, INSERT ON company_profile, membership, mandate, holder, holder_identity, identity_verification,
    certificate_order, order_act, one_time_link, certificate, revocation_request, journal_entry, idempotency TO app;
  GRANT INSERT ON outbox, handled_event TO app;
  GRANT UPDATE (version, name, city) ON company_profile TO app;
  GRANT UPDATE ON mandate TO app;
  GRANT UPDATE (version, account_id, state, phone, identity_number) ON holder TO app;
  GRANT UPDATE (version, state) ON identity_verification TO app;
  GRANT UPDATE (${ORDER_CHANGES}) ON certificate_order TO app;
  GRANT UPDATE (${LINK_CHANGES}) ON one_time_link TO app;
  GRANT UPDATE (${CERTIFICATE_CHANGES}) ON certificate TO app;
  GRANT UPDATE (${REVOCATION_CHANGES}) ON revocation_request TO app;
`;

const WORKER = `
  GRANT SELECT (id, email, display_name) ON account TO worker;
  GRANT SELECT ON product_version, issued_serial TO worker;
  GRANT UPDATE (state, revoked_at) ON issued_serial TO worker;
  GRANT SELECT, INSERT ON authority_certificate, crl TO worker;
  GRANT SELECT, INSERT, UPDATE ON crl_number TO worker;

  GRANT SELECT ON company_profile, membership, mandate, holder, holder_identity, identity_verification,
    certificate_order, order_act, one_time_link, certificate, revocation_request, outbox TO worker;
  GRANT INSERT ON order_act, one_time_link, revocation_request, journal_entry, outbox, handled_event TO worker;
  GRANT UPDATE (version, state) ON identity_verification TO worker;
  GRANT UPDATE (${ORDER_CHANGES}) ON certificate_order TO worker;
  GRANT UPDATE (${LINK_CHANGES}) ON one_time_link TO worker;
  GRANT UPDATE (${CERTIFICATE_CHANGES}) ON certificate TO worker;
  GRANT UPDATE (${REVOCATION_CHANGES}) ON revocation_request TO worker;
  GRANT UPDATE (relayed_at) ON outbox TO worker;
`;
