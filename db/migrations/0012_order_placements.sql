CREATE TABLE "contract_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"version" text NOT NULL,
	"language" text NOT NULL,
	"document" jsonb NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"mail_id" uuid NOT NULL,
	"notified_at" timestamp (3) with time zone,
	"first_opened_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone,
	CONSTRAINT "contract_documents_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "contract_documents_sha256" CHECK ("contract_documents"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "order_placements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"checkout_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"lines" jsonb NOT NULL,
	"monthly_minor" integer NOT NULL,
	"onetime_minor" integer NOT NULL,
	"explanation_sha256" text NOT NULL,
	"confirmation_sha256" text NOT NULL,
	"details" text NOT NULL,
	"opportunity_key" text NOT NULL,
	"order_key" text NOT NULL,
	"step" text NOT NULL,
	"opportunity_id" text,
	"order_id" text,
	"order_number" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "order_placements_checkout_id_unique" UNIQUE("checkout_id"),
	CONSTRAINT "order_placements_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "order_placements_kind" CHECK ("order_placements"."kind" in ('internet', 'sim', 'vpn')),
	CONSTRAINT "order_placements_step" CHECK ("order_placements"."step" in ('contact', 'find', 'create', 'order', 'link', 'tell', 'done')),
	CONSTRAINT "order_placements_placed" CHECK ("order_placements"."step" not in ('link', 'tell', 'done') or ("order_placements"."order_id" is not null and "order_placements"."order_number" is not null))
);
--> statement-breakpoint
ALTER TABLE "contract_documents" ADD CONSTRAINT "contract_documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_placements" ADD CONSTRAINT "order_placements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_documents_user" ON "contract_documents" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "contract_documents_mail" ON "contract_documents" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "order_placements_user" ON "order_placements" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_placements_open" ON "order_placements" USING btree ("account_id","kind") WHERE "order_placements"."finished_at" is null;
--> statement-breakpoint
-- Written from here on by hand: who sees what, and that a contract document stays as it is.
ALTER TABLE order_placements ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_placements FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON order_placements TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON order_placements TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
GRANT SELECT, INSERT, UPDATE, DELETE ON order_placements TO portal_system;
-- What became of an order; its keys and details are for the use-cases of the system role.
GRANT SELECT (id, user_id, checkout_id, kind, step, order_id, order_number, created_at, finished_at) ON order_placements TO portal_customer;

ALTER TABLE contract_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE contract_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON contract_documents TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON contract_documents TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
GRANT SELECT, INSERT ON contract_documents TO portal_system;
GRANT UPDATE (notified_at, received_at) ON contract_documents TO portal_system;
GRANT SELECT ON contract_documents TO portal_customer;
GRANT UPDATE (first_opened_at, received_at) ON contract_documents TO portal_customer;

-- A column that is added later is refused too, until it is named here.
CREATE FUNCTION guard_contract_document() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  allowed contract_documents;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    allowed := OLD;
    allowed.notified_at := coalesce(OLD.notified_at, NEW.notified_at);
    allowed.first_opened_at := coalesce(OLD.first_opened_at, NEW.first_opened_at);
    allowed.received_at := coalesce(OLD.received_at, NEW.received_at);
    IF NEW IS NOT DISTINCT FROM allowed THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a contract document stays as it was delivered' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER contract_documents_stay BEFORE UPDATE OR DELETE ON contract_documents
  FOR EACH ROW EXECUTE FUNCTION guard_contract_document();
CREATE TRIGGER contract_documents_no_truncate BEFORE TRUNCATE ON contract_documents
  FOR EACH STATEMENT EXECUTE FUNCTION guard_contract_document();
