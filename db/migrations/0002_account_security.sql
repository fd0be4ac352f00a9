CREATE TABLE "audit_head" (
	"one" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"last_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_one" CHECK ("audit_head"."one" = 1)
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "prev_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
-- Written from here on by hand: who may see the new tables, and the chain of the audit log.

ALTER TABLE password_resets ENABLE ROW LEVEL SECURITY;
ALTER TABLE password_resets FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON password_resets TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO portal_system;

-- The policy lets the owner in, whose row security is forced too; nobody else has a right to write.
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY chain_owner ON audit_head USING (true) WITH CHECK (true);
GRANT SELECT ON audit_head TO portal_system;

-- The same text is built in db/audit-chain.server.ts, which checks the chain without asking this function.
CREATE FUNCTION audit_entry_hash(entry audit_events, prev_hash text) RETURNS text LANGUAGE sql STABLE
  AS $$
    SELECT encode(sha256(convert_to(json_build_array(
      prev_hash, entry.id::text, entry.user_id::text, entry.type,
      to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      entry.request_id, entry.ip, entry.device, entry.detail::text
    )::text, 'UTF8')), 'hex')
  $$;

-- Entries that were there before are chained in the order of their ids.
ALTER TABLE audit_events DISABLE TRIGGER USER;
ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  entry audit_events;
  tail text := '';
  tail_id bigint := 0;
BEGIN
  FOR entry IN SELECT * FROM audit_events ORDER BY id LOOP
    UPDATE audit_events SET prev_hash = tail, hash = audit_entry_hash(entry, tail)
      WHERE id = entry.id RETURNING hash INTO tail;
    tail_id := entry.id;
  END LOOP;
  INSERT INTO audit_head (one, last_id, hash) VALUES (1, tail_id, tail);
END $$;
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_events ENABLE TRIGGER USER;

-- The id is given here, under the lock, and not by the sequence: numbers drawn before it would not be in the chain's order.
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_head WHERE one = 1 FOR UPDATE;
  NEW.id := head.last_id + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := audit_entry_hash(NEW, head.hash);
  UPDATE audit_head SET last_id = NEW.id, hash = NEW.hash WHERE one = 1;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events
  FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
