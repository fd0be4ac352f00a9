CREATE TABLE "change_cursors" (
	"record" text PRIMARY KEY NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_positions" (
	"topic" text PRIMARY KEY NOT NULL,
	"replay_id" "bytea" NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "parked_at" timestamp (3) with time zone;--> statement-breakpoint

-- Of nobody in particular: only timers and subscribers see them.
ALTER TABLE event_positions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE event_positions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON event_positions TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON event_positions TO portal_system;
--> statement-breakpoint
ALTER TABLE change_cursors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE change_cursors FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY system_all ON change_cursors TO portal_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON change_cursors TO portal_system;
