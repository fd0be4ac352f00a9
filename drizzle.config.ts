import { defineConfig } from "drizzle-kit";

/** Only `drizzle-kit generate` is used: the portal applies its migrations itself (db/migrate.server.ts). */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.server.ts",
  out: "./db/migrations",
});
