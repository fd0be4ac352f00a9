CREATE TABLE "eligibility_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"opportunity_key" text NOT NULL,
	"case_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "eligibility_requests" ADD CONSTRAINT "eligibility_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "eligibility_requests_user" ON "eligibility_requests" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "eligibility_requests_open" ON "eligibility_requests" USING btree ("account_id") WHERE "eligibility_requests"."finished_at" is null;--> statement-breakpoint

ALTER TABLE eligibility_requests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE eligibility_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON eligibility_requests TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_rows ON eligibility_requests TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON eligibility_requests TO portal_system;
--> statement-breakpoint
-- What its owner may know; the keys are for the use-case of the system role.
GRANT SELECT (id, user_id, created_at, finished_at) ON eligibility_requests TO portal_customer;
