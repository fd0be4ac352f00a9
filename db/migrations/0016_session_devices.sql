-- The device that a session runs on: trust in it ends with the session when its owner, or staff, ends that.
ALTER TABLE "session_families" ADD COLUMN "device_hash" text;--> statement-breakpoint
GRANT UPDATE ("trusted_until") ON "known_devices" TO portal_customer;
