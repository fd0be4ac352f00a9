/** The import rules of the design: who may import whom. Checked on every test run, together with planted violations. */
const from = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });
const TESTS = "\\.(test|contract)\\.tsx?$|\\.testing\\.";

/** The features about logins, which share codes, step-up and the start of a session. */
const LOGIN = "^app/features/(sign-in|factors|passwords|sessions|registration|email-address)/";
/** What features ask of others beside what they read: the contract of an order, a step-up before an act, a QR code. */
const FACES =
  "^app/features/(orders/contract/place-contract-document|sign-in/(require-)?step-up|factors/qr-code)\\.server\\.ts$";

export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true },
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
      from: from("^integrations/", TESTS),
      to: { path: "^(app|db|scripts)/" },
    },
    {
      name: "adapters-know-no-other-provider",
      severity: "error",
      from: { path: "^integrations/([^/]+)/", pathNot: `^integrations/http/|${TESTS}` },
      to: { path: "^integrations/([^/]+)/", pathNot: "^integrations/($1|http)/" },
    },
    {
      name: "sandbox-shares-nothing",
      comment: "a misreading shared by sandbox and adapter would hide itself",
      severity: "error",
      from: { path: "^tests/sandbox/" },
      to: { path: "^(app|db|domain|integrations|scripts)/|^tests/(?!sandbox/)" },
    },
    {
      name: "product-knows-no-tests",
      comment: "the sandbox is a program of its own: the portal speaks to it as to the real system",
      severity: "error",
      from: from("^(app|domain|integrations|db)/", TESTS),
      to: { path: "^tests/" },
    },
    {
      name: "db-knows-no-app",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(app|integrations|scripts)/" },
    },
    {
      name: "platform-knows-no-feature",
      severity: "error",
      from: from("^app/platform/", TESTS),
      to: { path: "^app/(routes|features|server|operator)/" },
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
      from: from("^app/features/", TESTS),
      to: { path: "^app/(routes|server|operator)/" },
    },
    {
      name: "services-know-no-use-case",
      comment: "types below, wiring above: only app/server/ knows both the parts and who uses them",
      severity: "error",
      from: { path: "^app/services\\.ts$" },
      to: { path: "^app/(routes|features|server|operator)/" },
    },
    {
      name: "features-keep-to-themselves",
      comment: "what a feature reads is its face to the others; what it writes, and how, is its own",
      severity: "error",
      from: { path: "^app/features/([^/]+)/.*\\.server\\.tsx?$", pathNot: `${LOGIN}|${TESTS}` },
      to: {
        path: "^app/features/([^/]+)/",
        pathNot: `^app/features/$1/|/read-[^/]+\\.server\\.ts$|${FACES}`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "login-features-keep-to-themselves",
      comment: "what proves who somebody is: cut by what a person does, one family by what they share",
      severity: "error",
      from: { path: `${LOGIN}.*\\.server\\.tsx?$`, pathNot: TESTS },
      to: {
        path: "^app/features/([^/]+)/",
        pathNot: `${LOGIN}|/read-[^/]+\\.server\\.ts$`,
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
        path: "^app/routes/|^app/server/|^integrations/",
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
