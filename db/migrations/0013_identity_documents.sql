CREATE TABLE "guest_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_key" uuid NOT NULL,
	"email_hash" text,
	"details" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "guest_requests_form_key_unique" UNIQUE("form_key"),
	CONSTRAINT "guest_requests_email_hash_unique" UNIQUE("email_hash"),
	CONSTRAINT "guest_requests_wiped" CHECK ("guest_requests"."finished_at" is null or ("guest_requests"."details" is null and "guest_requests"."email_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "identity_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"document_key" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "identity_documents" ADD CONSTRAINT "identity_documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_documents_user" ON "identity_documents" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_documents_open" ON "identity_documents" USING btree ("account_id") WHERE "identity_documents"."finished_at" is null;--> statement-breakpoint

ALTER TABLE identity_documents ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE identity_documents FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON identity_documents TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_rows ON identity_documents TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_documents TO portal_system;
--> statement-breakpoint
-- What its owner may know; key and digest are for the use-case of the system role.
GRANT SELECT (id, user_id, created_at, finished_at) ON identity_documents TO portal_customer;
--> statement-breakpoint

-- For the use-cases of the system role alone: a visitor is nobody's customer yet.
ALTER TABLE guest_requests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE guest_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON guest_requests TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON guest_requests TO portal_system;
