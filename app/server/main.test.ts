import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isNodeNewEnough } from "./main.ts";

test("starts with the Node that package.json asks for and newer ones, and with no older one", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  const least = engines.node.replace(">=", "");
  const [major = 0, minor = 0] = least.split(".").map(Number);
  for (const version of [`${least}.0`, `${major}.${minor + 3}.1`, `${major + 2}.0.0`])
    expect(isNodeNewEnough(version), version).toBe(true);
  for (const version of [`${major}.${minor - 1}.9`, `${major - 2}.99.0`])
    expect(isNodeNewEnough(version), version).toBe(false);
});
