/** The import rules of the design: who may import whom. Checked on every test run, together with planted violations. */
const from = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });
const TESTS = "\\.(test|contract)\\.tsx?$|\\.testing\\.";

export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "domain-is-pure",
      comment: "domain/ runs anywhere: it imports zod and itself",
      severity: "error",
      from: from("^domain/", TESTS),
      to: { pathNot: "^domain/|^node_modules/zod/" },
    },
    {
      name: "adapters-know-no-house",
      comment: "an adapter imports domain/, integrations/http/ and its client library",
      severity: "error",
      from: from("^integrations/(?!sandbox/)", TESTS),
      to: { path: "^(app|db|scripts|tests)/|^integrations/sandbox/" },
    },
    {
      name: "adapters-know-no-other-provider",
      severity: "error",
      from: { path: "^integrations/([^/]+)/", pathNot: `^integrations/(sandbox|http)/|${TESTS}` },
      to: { path: "^integrations/([^/]+)/", pathNot: "^integrations/($1|http)/" },
    },
    {
      name: "sandbox-shares-nothing",
      comment: "a misreading shared by sandbox and adapter would hide itself",
      severity: "error",
      from: { path: "^integrations/sandbox/" },
      to: { path: "^(app|db|domain)/|^integrations/(?!sandbox/)" },
    },
    {
      name: "db-knows-no-app",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(app|integrations|scripts|tests)/" },
    },
    {
      name: "platform-knows-no-feature",
      severity: "error",
      from: from("^app/platform/", TESTS),
      to: { path: "^app/(routes|features)/" },
    },
    {
      name: "platform-knows-no-provider",
      comment: "adapters reach the platform through the context; only their types are imported",
      severity: "error",
      from: from("^app/platform/", TESTS),
      to: { path: "^integrations/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "feature-servers-know-no-route",
      severity: "error",
      from: { path: "^app/features/" },
      to: { path: "^app/routes/" },
    },
    {
      name: "features-keep-to-themselves",
      comment: "what a feature reads is its face to the others; what it writes, and how, is its own",
      severity: "error",
      from: { path: "^app/features/([^/]+)/.*\\.server\\.tsx?$", pathNot: TESTS },
      to: {
        path: "^app/features/([^/]+)/",
        pathNot: "^app/features/$1/|/read-[^/]+\\.server\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "components-run-anywhere",
      severity: "error",
      from: from("^app/(components/|features/.*\\.tsx$)", `${TESTS}|\\.server\\.tsx?$`),
      to: { path: "\\.server\\.tsx?$|^(db|integrations)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "routes-know-no-other-route",
      severity: "error",
      from: { path: "^app/routes/" },
      to: {
        path: "^app/routes/|^integrations/|^app/context\\.server\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: "specify",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
