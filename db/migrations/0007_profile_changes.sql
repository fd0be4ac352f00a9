CREATE TABLE "profile_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"sealed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"billing_at" timestamp (3) with time zone,
	"crm_at" timestamp (3) with time zone,
	"claimed_until" timestamp (3) with time zone,
	CONSTRAINT "profile_changes_kind" CHECK ("profile_changes"."kind" in ('address', 'contact')),
	CONSTRAINT "profile_changes_status" CHECK ("profile_changes"."status" in ('open', 'done', 'replaced', 'parked'))
);
--> statement-breakpoint
ALTER TABLE "profile_changes" ADD CONSTRAINT "profile_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "profile_changes_user" ON "profile_changes" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "profile_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "profile_changes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON "profile_changes" TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_rows ON "profile_changes" TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "profile_changes" TO portal_system;
--> statement-breakpoint
-- How far a change has come; what it says is for the use-cases of the system role.
GRANT SELECT (id, user_id, kind, status, created_at, billing_at, crm_at) ON "profile_changes" TO portal_customer;
