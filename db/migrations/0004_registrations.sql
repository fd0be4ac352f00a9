CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"step" text NOT NULL,
	"step_begun_at" timestamp (3) with time zone,
	"email_hash" text,
	"details" text,
	"user_id" uuid NOT NULL,
	"sf_account_id" text,
	"sf_contact_id" text,
	"customer_number" text,
	"whmcs_client_id" integer,
	"whmcs_user_id" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registrations_email_hash_unique" UNIQUE("email_hash"),
	CONSTRAINT "registrations_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "registrations_kind" CHECK ("registrations"."kind" in ('new', 'complete', 'link')),
	CONSTRAINT "registrations_step" CHECK ("registrations"."step" in ('account', 'client', 'login', 'status', 'done', 'undo', 'undone', 'expired')),
	CONSTRAINT "registrations_wiped" CHECK ("registrations"."step" not in ('done', 'undone', 'expired') or ("registrations"."details" is null and "registrations"."email_hash" is null))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "terms_version" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "terms_accepted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "marketing_agreed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "registrations_unfinished" ON "registrations" USING btree ("created_at") WHERE "registrations"."email_hash" is not null;--> statement-breakpoint
-- For the use-cases of the system role alone: until its login exists a registration is nobody's.
ALTER TABLE registrations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE registrations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON registrations TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON registrations TO portal_system;
