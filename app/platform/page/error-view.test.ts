import { UNSAFE_ErrorResponseImpl as RouteErrorResponse } from "react-router-dom";
import { expect, test } from "vitest";
import { toErrorView } from "./error-view.ts";

test("an answer of ours is shown as what it is", () => {
  const shown = { words: { title: "Away", body: "Wait." }, requestId: "7F3K-92QD-0XWM" };
  const data = { ...shown, reason: "BILLING_UNAVAILABLE" };
  expect(toErrorView(new RouteErrorResponse(503, "", data))).toEqual({ ...shown, status: 503 });
});

test.each([
  [404, "no route matches", "NOT_FOUND"],
  [405, null, "INTERNAL"],
  [500, { reason: "INTERNAL" }, "INTERNAL"],
])("an answer %i of the framework's own, with %j", (status, data, words) => {
  expect(toErrorView(new RouteErrorResponse(status, "", data))).toMatchObject({
    words,
    requestId: null,
    status,
  });
});

test.each([new Error("secret"), "secret", null, undefined, { status: 404, data: {} }])(
  "%s is a defect, of which nothing is shown",
  (thrown) => {
    expect(toErrorView(thrown)).toEqual({ words: "INTERNAL", requestId: null, status: 500, wayOn: "reload" });
  },
);
