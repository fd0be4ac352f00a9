CREATE TABLE "fulfilment_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fulfilment_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" text NOT NULL,
	"user_id" uuid,
	"run" integer NOT NULL,
	"step" text NOT NULL,
	"act" text,
	"attempt" integer NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"error_code" text,
	"refs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "fulfilment_steps_end" CHECK (("fulfilment_steps"."ended_at" is null) = ("fulfilment_steps"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "fulfilments" (
	"order_id" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"account_id" text,
	"kind" text,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"run" integer DEFAULT 1 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"detail" text,
	"is_held" boolean DEFAULT false NOT NULL,
	"sealed_number" text,
	"billing_order_id" integer,
	"waiting_since" timestamp (3) with time zone,
	"scheduled_for" timestamp (3) with time zone,
	"lease_token" uuid,
	"leased_until" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "fulfilments_state" CHECK ("fulfilments"."state" in ('running', 'waiting', 'parked', 'done')),
	CONSTRAINT "fulfilments_done" CHECK (("fulfilments"."state" = 'done') = ("fulfilments"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "fulfilment_steps" ADD CONSTRAINT "fulfilment_steps_order_id_fulfilments_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."fulfilments"("order_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fulfilments" ADD CONSTRAINT "fulfilments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fulfilment_steps_order" ON "fulfilment_steps" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "fulfilments_user" ON "fulfilments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "fulfilments_open" ON "fulfilments" USING btree ("updated_at") WHERE "fulfilments"."state" <> 'done';--> statement-breakpoint
ALTER TABLE fulfilments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE fulfilments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE fulfilment_steps ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE fulfilment_steps FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON fulfilments TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY system_all ON fulfilment_steps TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_rows ON fulfilments FOR SELECT TO portal_customer USING (user_id = portal_user_id());
--> statement-breakpoint
CREATE POLICY own_rows ON fulfilment_steps FOR SELECT TO portal_customer USING (user_id = portal_user_id());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON fulfilments TO portal_system;
--> statement-breakpoint
-- A step that was written down stays as it was; only its end is added.
GRANT SELECT, INSERT, UPDATE (ended_at, outcome, error_code, refs), DELETE ON fulfilment_steps TO portal_system;
--> statement-breakpoint
-- How far their order has come and since when; codes and ids are for staff.
GRANT SELECT (order_id, user_id, kind, step, state, scheduled_for, started_at, updated_at, finished_at) ON fulfilments TO portal_customer;
--> statement-breakpoint
GRANT SELECT (id, order_id, user_id, step, act, ended_at, outcome) ON fulfilment_steps TO portal_customer;
