ALTER TABLE "order_placements" ADD COLUMN "process_id" uuid;--> statement-breakpoint
-- Whether an order is still on its way, its owner reads from there.
GRANT SELECT ("process_id") ON "order_placements" TO portal_customer;
