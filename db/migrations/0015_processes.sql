CREATE TABLE "process_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "process_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"process_id" uuid NOT NULL,
	"user_id" uuid,
	"run" integer NOT NULL,
	"step" text NOT NULL,
	"act" text,
	"attempt" integer NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"error_code" text,
	"refs" jsonb,
	"secret" text,
	CONSTRAINT "process_attempts_end" CHECK (("process_attempts"."ended_at" is null) = ("process_attempts"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"lane" text,
	"user_id" uuid,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"run" integer DEFAULT 1 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"claims" integer DEFAULT 0 NOT NULL,
	"sealed" text,
	"secret" text,
	"sealed_as" text,
	"key_id" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"wake_at" timestamp (3) with time zone,
	"lease" uuid,
	"poked" boolean DEFAULT false NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"cancel_asked_at" timestamp (3) with time zone,
	"error_code" text,
	"detail" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "processes_state" CHECK ("processes"."state" in ('running', 'waiting', 'parked', 'done', 'cancelled')),
	CONSTRAINT "processes_finished_at" CHECK (("processes"."state" in ('done', 'cancelled')) = ("processes"."finished_at" is not null)),
	CONSTRAINT "processes_wiped" CHECK ("processes"."finished_at" is null or ("processes"."sealed" is null and "processes"."secret" is null and "processes"."lease" is null and "processes"."wake_at" is null)),
	CONSTRAINT "processes_leased" CHECK ("processes"."lease" is null or "processes"."wake_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "process_attempts" ADD CONSTRAINT "process_attempts_process_id_processes_id_fk" FOREIGN KEY ("process_id") REFERENCES "public"."processes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processes" ADD CONSTRAINT "processes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "process_attempts_act" ON "process_attempts" USING btree ("process_id","act","id");--> statement-breakpoint
CREATE UNIQUE INDEX "processes_key" ON "processes" USING btree ("name","key") WHERE "processes"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "processes_due" ON "processes" USING btree ("wake_at") WHERE "processes"."wake_at" is not null;--> statement-breakpoint
CREATE INDEX "processes_open" ON "processes" USING btree ("name","state","updated_at") WHERE "processes"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "processes_lane" ON "processes" USING btree ("lane","started_at") WHERE "processes"."finished_at" is null and "processes"."lane" is not null;--> statement-breakpoint
CREATE INDEX "processes_newest" ON "processes" USING btree ("name","key","started_at");--> statement-breakpoint
CREATE INDEX "processes_user" ON "processes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "processes_sealed" ON "processes" USING btree ("key_id") WHERE "processes"."sealed" is not null or "processes"."secret" is not null;--> statement-breakpoint
CREATE INDEX "processes_finished" ON "processes" USING btree ("finished_at");--> statement-breakpoint
-- Written from here on by hand: who sees what.
ALTER TABLE processes ENABLE ROW LEVEL SECURITY;
ALTER TABLE processes FORCE ROW LEVEL SECURITY;
ALTER TABLE process_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE process_attempts FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON processes TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY system_all ON process_attempts TO portal_system USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON processes FOR SELECT TO portal_customer USING (user_id = portal_user_id());
CREATE POLICY own_rows ON process_attempts FOR SELECT TO portal_customer USING (user_id = portal_user_id());
GRANT SELECT, INSERT, UPDATE, DELETE ON processes TO portal_system;
-- An attempt that was written down stays as it was; only its end is added, and its secret removed.
GRANT SELECT, INSERT, UPDATE (ended_at, outcome, error_code, refs, secret), DELETE ON process_attempts TO portal_system;
-- How far it has come and since when; codes, ids and everything sealed are for staff and for the steps.
GRANT SELECT (id, name, key, user_id, state, step, wake_at, started_at, updated_at, finished_at) ON processes TO portal_customer;
GRANT SELECT (id, process_id, user_id, step, act, ended_at, outcome) ON process_attempts TO portal_customer;
