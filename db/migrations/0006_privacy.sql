CREATE TABLE "audit_base" (
	"one" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"last_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_base_one" CHECK ("audit_base"."one" = 1)
);
--> statement-breakpoint
-- Written from here on by hand: what may be removed from the audit log, and what a customer sees of their mail.

INSERT INTO audit_base (one, last_id, hash) VALUES (1, 0, '');
ALTER TABLE audit_base ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_base FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON audit_base TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON audit_base TO portal_system;

-- The year is the database's own: neither a wrong clock of the application nor whoever has got hold of its role removes what
-- happened lately. The names are bound, or a temporary table could stand in for one of these.
CREATE FUNCTION guard_audit_base() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.last_id > OLD.last_id
      AND EXISTS (SELECT FROM audit_events WHERE id = NEW.last_id AND hash = NEW.hash)
      AND NOT EXISTS (SELECT FROM audit_events WHERE id <= NEW.last_id AND at > now() - interval '1 year') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log begins where it begins' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_base_forward_only BEFORE INSERT OR UPDATE OR DELETE ON audit_base
  FOR EACH ROW EXECUTE FUNCTION guard_audit_base();
CREATE TRIGGER audit_base_no_truncate BEFORE TRUNCATE ON audit_base
  FOR EACH STATEMENT EXECUTE FUNCTION guard_audit_base();

-- OLD is there for rows alone, so the conditions stand one inside the other.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.id <= (SELECT last_id FROM audit_base) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
GRANT DELETE ON audit_events TO portal_system;

-- Its kind, times and state; never its text.
GRANT SELECT (id, user_id, template, language, status, created_at, sent_at) ON mail_outbox TO portal_customer;
