import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

const compose = await readFile("compose.yaml", "utf8");
const dockerfile = await readFile("Dockerfile", "utf8");
const init = await readFile("db/compose-init.sh", "utf8");

/** Text of each service, by its name. */
const services = new Map(
  [...compose.matchAll(/^ {2}(\w+):\n((?: {4}.*\n|\n)+)/gm)].map(([, name = "", text = ""]) => [name, text]),
);
const HARDENED = compose.slice(compose.indexOf("x-hardened:"), compose.indexOf("services:"));

describe("the compose file", () => {
  test.each(["portal", "database", "cache"])("lets %s do nothing that it need not", (name) => {
    const service = services.get(name) ?? "";
    expect(service).toContain("<<: *hardened");
    expect(service).toMatch(/^ {4}mem_limit: \d/m);
    expect(service).not.toMatch(/privileged|cap_add|network_mode|pid:/);
    for (const rule of ["read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "pids_limit:"])
      expect(HARDENED).toContain(rule);
  });

  test.each(["database", "cache"])(
    "runs %s in one version, as a user, where nothing outside is reached",
    (name) => {
      const service = services.get(name) ?? "";
      expect(service).toMatch(/^ {4}image: \w+:\d+\.\d+(\.\d+)?-\w+(@sha256:[0-9a-f]{64})?$/m);
      expect(service).toMatch(/^ {4}user: "[1-9]\d*:[1-9]\d*"$/m);
      expect(service).toMatch(/^ {4}networks: \[stores\]$/m);
      expect(service).not.toContain("ports:");
      expect(compose).toMatch(/^ {2}stores: \{ internal: true \}$/m);
    },
  );

  test("takes no sign-in away when the store is full, and lets nobody in without a password", () => {
    const command = (services.get("cache") ?? "").replace(/\s+/g, " ");
    expect(command).toContain('"--maxmemory-policy", "noeviction"');
    expect(command).toContain('"--requirepass", "${REDIS_PASSWORD}"');
  });

  test("gives the portal a login that is no administrator", () => {
    expect(services.get("portal")).toContain("postgres://portal:");
    expect(services.get("database")).toContain("POSTGRES_USER: postgres\n");
    const [login = ""] = /CREATE ROLE portal LOGIN.*/.exec(init) ?? [];
    for (const right of ["SUPERUSER", "CREATEDB", "CREATEROLE", "BYPASSRLS", "REPLICATION"])
      expect(login).toContain(`NO${right}`);
    expect(init).toContain("OWNER portal");
  });
});

test("the image is built of one version of Node, the tests' own, and no package runs anything meanwhile", async () => {
  const { devDependencies } = JSON.parse(await readFile("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  expect(dockerfile).toContain(`ARG BASE_IMAGE=node:${devDependencies["node"] ?? ""}-`);
  const installs = dockerfile.match(/npm (ci|install).*/g) ?? [];
  expect(installs.length).toBeGreaterThan(0);
  for (const install of installs) expect(install).toContain("--ignore-scripts");
  // For a base with an older Node alone.
  expect(dockerfile.match(/npm rebuild.*/g)).toEqual(["npm rebuild node; }"]);
});
