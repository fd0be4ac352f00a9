/** `npm run audit:verify`, `npm run mapping -- …`, `npm run ops -- orders …`: an operator's commands from the sources, as the server bundle has them. */
import process from "node:process";
import { runOperatorCommand } from "../app/operator.server.ts";

process.exitCode = await runOperatorCommand(process.argv.slice(2), process.env, (text) =>
  process.stdout.write(text),
);
