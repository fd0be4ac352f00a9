import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The environment is read once, where the process starts; everything else is passed what it needs. However it is come by. */
export const ENVIRONMENT_READS = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][computed=true]",
  "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
  "ImportDeclaration[source.value=/^(node:)?process$/]",
  "MemberExpression[object.type='MetaProperty'][property.name='env']",
  "MemberExpression[property.name='loadEnvFile']",
].map((selector) => ({ selector, message: "The environment is read where the process starts." }));

const DERIVED_PARTS = {
  selector: "MemberExpression[object.callee.name='readPart']",
  message: "readPart never rejects; a promise derived from it may: pass the view as its third argument",
};

/** Its only use would be to make the formatter keep several entries on a line. */
const FRESH_SPREADS = [
  "SpreadElement > ObjectExpression",
  "JSXSpreadAttribute > ObjectExpression",
  "ArrayExpression > SpreadElement > ArrayExpression",
].map((selector) => ({
  selector,
  message: "Write the entries out: nothing is gained by spreading a literal.",
}));

const BROWSER_CHECKS = {
  selector: "JSXOpeningElement[name.name=/^[fF]orm$/]:not(:has(> JSXAttribute[name.name='noValidate']))",
  message: "noValidate: the browser's own messages are in the browser's language, and hide ours.",
};

export default tseslint.config(
  { ignores: ["build/", "node_modules/", "data/", "test-results/", "playwright-report/"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A type of ours may promise although one implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // Our objects are made of closures: none of their methods uses `this`.
      "@typescript-eslint/unbound-method": "off",
      // Remix throws responses, redirects and data on purpose.
      "@typescript-eslint/only-throw-error": "off",
      "no-console": "error",
      "no-restricted-syntax": ["error", ...FRESH_SPREADS, BROWSER_CHECKS],
      eqeqeq: "error",
    },
  },
  {
    files: ["app/**/*.tsx"],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // role="list" and role="table" survive a CSS display change only when they are written out.
      "jsx-a11y/no-redundant-roles": "off",
      "jsx-a11y/no-interactive-element-to-noninteractive-role": "off",
    },
  },
  {
    // The summary of what is wrong with a form takes the focus, also without scripts (WCAG 3.3.1); nothing else does.
    files: ["app/components/forms/field.tsx"],
    rules: { "jsx-a11y/no-autofocus": "off" },
  },
  {
    // Remix's and drizzle's own types can only be merged with or extended by an interface.
    files: ["app/platform/request/request-context.server.ts", "db/transaction.server.ts"],
    rules: {
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-empty-object-type": "off",
    },
  },
  {
    files: ["{app,domain,integrations,db}/**"],
    ignores: [
      "app/server/main.ts",
      "**/*.{test,contract}.{ts,tsx}",
      "**/*.testing.{ts,tsx}",
      "**/testing.*",
      "**/testing/**",
    ],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...FRESH_SPREADS,
        BROWSER_CHECKS,
        ...ENVIRONMENT_READS,
        DERIVED_PARTS,
      ],
    },
  },
  { files: ["scripts/**", "tests/**"], rules: { "no-console": "off" } },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
);
