-- Who may see what. Every connection works as portal_customer (sees only rows of the user set for the transaction,
-- nothing when none is set) or, for one transaction at a time, as portal_system (sees all rows; owns no table).
-- Neither role may log in, and neither is a member of the other.

-- Roles belong to the whole cluster: another database, or another instance starting now, may have made them.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['portal_customer', 'portal_system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    -- The login must be able to SET ROLE to them; a superuser always is. Since PostgreSQL 16 whoever creates a role is a
    -- member of it without being able to.
    IF NOT pg_has_role(current_user, role_name,
      CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', role_name, current_user);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO portal_customer, portal_system;

CREATE FUNCTION portal_user_id() RETURNS uuid LANGUAGE sql STABLE
  -- A setting that was local to an ended transaction reads as an empty text, not as null.
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Row security on every table, for the owner too, and the rights each role needs.
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['users', 'id_mappings', 'session_families', 'known_devices', 'audit_events',
    'notifications', 'webhook_events', 'idempotency_keys', 'mail_outbox', 'invoice_index'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY system_all ON %I TO portal_system USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO portal_system', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['id_mappings', 'session_families', 'known_devices', 'audit_events',
    'notifications', 'idempotency_keys', 'mail_outbox', 'invoice_index'] LOOP
    EXECUTE format('CREATE POLICY own_rows ON %I TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id())', table_name);
  END LOOP;
END $$;

CREATE POLICY own_rows ON users TO portal_customer USING (id = portal_user_id()) WITH CHECK (id = portal_user_id());

-- Not the password hash, and not the e-mail address: those change only in use-cases of the system role.
GRANT SELECT (id, email, display_name, language, theme, status, created_at, updated_at, last_sign_in_at),
  UPDATE (language, theme, updated_at) ON users TO portal_customer;
GRANT SELECT ON id_mappings TO portal_customer;
GRANT SELECT, UPDATE (last_used_at, ended_at, ended_reason) ON session_families TO portal_customer;
GRANT SELECT, DELETE ON known_devices TO portal_customer;
GRANT SELECT, INSERT ON audit_events TO portal_customer;
GRANT SELECT, UPDATE (read_at, dismissed_at) ON notifications TO portal_customer;
GRANT SELECT, INSERT, UPDATE (body_hash, status, response, created_at) ON idempotency_keys TO portal_customer;
-- Write only: a mail may hold a one-time code.
GRANT INSERT ON mail_outbox TO portal_customer;
GRANT SELECT, INSERT, UPDATE, DELETE ON invoice_index TO portal_customer;

REVOKE UPDATE, DELETE ON audit_events FROM portal_system;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The job queue's own schema: it keeps its tables itself, as portal_system, and needs no other right.
CREATE SCHEMA pgboss AUTHORIZATION portal_system;
