CREATE TABLE "email_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"old_email" text NOT NULL,
	"new_email" text NOT NULL,
	"undo_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"undo_until" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"synced_at" timestamp (3) with time zone,
	CONSTRAINT "email_changes_undo_hash_unique" UNIQUE("undo_hash")
);
--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_changes_user" ON "email_changes" USING btree ("user_id","changed_at");--> statement-breakpoint
-- Written from here on by hand: who may see the new table. The customer role learns that and when, not which addresses.

ALTER TABLE email_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE email_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON email_changes TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON email_changes TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
GRANT SELECT, INSERT, UPDATE, DELETE ON email_changes TO portal_system;
GRANT SELECT (user_id, changed_at, undone_at, synced_at) ON email_changes TO portal_customer;
