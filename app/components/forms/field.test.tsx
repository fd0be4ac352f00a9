import { describe, expect, test } from "vitest";
import { renderAt } from "../render.testing.tsx";
import { CheckboxField, ErrorSummary, Field } from "./field.tsx";
import { SubmitButton } from "./submit-button.tsx";

const attributesOf = (html: string, tag: string) => new RegExp(`<${tag} [^>]*>`).exec(html)?.[0] ?? "";

describe("Field", () => {
  const html = renderAt(
    "/",
    <Field
      name="email"
      label="Address"
      hint="As on your bill."
      error="Enter an address."
      value='"><b>x</b>'
    />,
  );

  test("label, hint, error and control stand in that order", () => {
    const order = ["<label", 'id="email-hint"', 'id="email-error"', "<input"].map((part) =>
      html.indexOf(part),
    );
    expect(order.every((position) => position >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("the control is tied to its label, hint and error", () => {
    expect(html).toContain('<label for="email">Address</label>');
    const input = attributesOf(html, "input");
    expect(input).toContain('id="email"');
    expect(input).toContain('aria-invalid="true"');
    expect(input).toContain('aria-describedby="email-hint email-error"');
  });

  test("what was typed is kept, as text", () => {
    expect(attributesOf(html, "input")).toContain('value="&quot;&gt;&lt;b&gt;x&lt;/b&gt;"');
  });

  test("without hint and error nothing is described or marked wrong", () => {
    const input = attributesOf(renderAt("/", <Field name="email" label="Address" />), "input");
    expect(input).not.toContain("aria-");
  });

  test("a password is hidden, and so is its button until a script runs", () => {
    const password = renderAt("/", <Field name="password" type="password" label="Password" />);
    expect(attributesOf(password, "input")).toContain('type="password"');
    expect(attributesOf(password, "button")).toContain('hidden=""');
  });
});

describe("ErrorSummary", () => {
  test("is announced, can take the focus and links to the fields", () => {
    const html = renderAt("/", <ErrorSummary errors={{ email: "Enter an address.", "": "Not accepted." }} />);
    expect(html).toMatch(/<div[^>]*role="alert"[^>]*tabindex="-1"[^>]*autofocus/);
    expect(html).toContain('<a href="#email">Enter an address.</a>');
    expect(html).toContain("<li>Not accepted.</li>");
  });

  test("is not there without errors", () => {
    expect(renderAt("/", <ErrorSummary errors={{}} />)).toBe("");
  });
});

test("a checkbox is tied to its words and keeps its state", () => {
  const html = renderAt("/", <CheckboxField name="remember" label="Keep me" hint="30 days" defaultChecked />);
  expect(attributesOf(html, "input")).toMatch(/type="checkbox" id="remember" name="remember" checked=""/);
  expect(html).toContain('<label for="remember">');
});

test("a button that waits for nothing is ready", () => {
  const html = renderAt("/", <SubmitButton block>Save</SubmitButton>);
  expect(html).toBe('<button type="submit" class="btn primary full">Save</button>');
});
