CREATE TABLE "initial_cancellations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"order_id" text NOT NULL,
	"order_number" text NOT NULL,
	"kind" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"case_key" text NOT NULL,
	"step" text NOT NULL,
	"case_id" text,
	"opportunity_id" text,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "initial_cancellations_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "initial_cancellations_in_time" CHECK ("initial_cancellations"."ends_at" is null or "initial_cancellations"."sent_at" < "initial_cancellations"."ends_at"),
	CONSTRAINT "initial_cancellations_step" CHECK ("initial_cancellations"."step" in ('case', 'opportunity', 'done'))
);
--> statement-breakpoint
ALTER TABLE "contract_documents" DROP CONSTRAINT "contract_documents_order_id_unique";--> statement-breakpoint
ALTER TABLE "contract_documents" ADD COLUMN "issue" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_placements" ADD COLUMN "is_corporate" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "order_placements" ADD COLUMN "cancellable_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "initial_cancellations" ADD CONSTRAINT "initial_cancellations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "initial_cancellations_user" ON "initial_cancellations" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "contract_documents" ADD CONSTRAINT "contract_documents_issue" UNIQUE("order_id","issue");--> statement-breakpoint
-- Written from here on by hand: who sees what.
ALTER TABLE initial_cancellations ENABLE ROW LEVEL SECURITY;
ALTER TABLE initial_cancellations FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON initial_cancellations TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON initial_cancellations TO portal_customer USING (user_id = portal_user_id()) WITH CHECK (user_id = portal_user_id());
-- When one was received stays as it was written, and nobody deletes one.
GRANT SELECT, INSERT ON initial_cancellations TO portal_system;
GRANT UPDATE (step, case_id, opportunity_id, finished_at) ON initial_cancellations TO portal_system;
GRANT SELECT (id, user_id, order_id, sent_at, ends_at) ON initial_cancellations TO portal_customer;
-- What the page of the cancellation says of an order.
GRANT SELECT (account_id, lines, is_corporate, cancellable_until) ON order_placements TO portal_customer;
