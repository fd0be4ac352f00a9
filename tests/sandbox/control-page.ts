import type { ControlDescription, ControlTarget } from "./control-target.ts";
import { escapeHtml, page } from "./html.ts";

const PREFIX = "/__sandbox";

/** The control as a page of plain forms, so that a person can break the provider by hand. */
export function controlPage(target: ControlTarget, description: ControlDescription): string {
  const calls = target.calls.view();
  const sections = [
    `<p>Sandbox time <strong>${escapeHtml(target.clock.now().toISOString())}</strong> (${escapeHtml(target.clock.today())} in Tokyo), calls so far <strong>${calls.total}</strong>, delay <strong>${target.latency.get()} ms</strong>.</p>`,
    faultSection(target, description),
    form(
      "clock",
      "Move the clock",
      input("now", "Move to (ISO, empty: back)", target.clock.now().toISOString()),
    ),
    form(
      "latency",
      "Set the delay",
      input("ms", "Milliseconds for every call", String(target.latency.get())),
    ),
    form(
      "shape",
      "Change the shape of answers",
      `<label for="shape-json">JSON</label><br><textarea id="shape-json" name="json" rows="18" cols="60">${escapeHtml(JSON.stringify(target.shape.get(), null, 2))}</textarea><br>`,
    ),
    target.hooks ? hookSection(target) : "",
    ...Object.entries(target.commands).map(([name, command]) =>
      form(
        name,
        name,
        `<p>${escapeHtml(command.about)}</p>${Object.entries(command.fields ?? {})
          .map(([field, example]) => input(field, field, example))
          .join("")}`,
      ),
    ),
    ...Object.entries(target.views).map(
      ([name, { about, view }]) =>
        `<details><summary>${escapeHtml(`${name}: ${about}`)}</summary><pre>${escapeHtml(JSON.stringify(view(), null, 1))}</pre></details>`,
    ),
    form("reset", "Reset", "<p>Data, clock, faults, shape and calls as at the start.</p>"),
    callSection(target),
    `<h2>Over HTTP</h2><table><thead><tr><th>Call</th><th>Does</th><th>Body</th></tr></thead><tbody>${description.controls
      .map((control) =>
        row([
          `<code>${escapeHtml(control.call)}</code>`,
          escapeHtml(control.about),
          control.body ? `<code>${escapeHtml(control.body)}</code>` : "",
        ]),
      )
      .join("")}</tbody></table>`,
  ];
  return page({ title: `${target.title}: control`, banner: target.title, body: sections.join("\n") });
}

function faultSection(target: ControlTarget, { faultKinds, actions }: ControlDescription): string {
  const kinds = Object.entries(faultKinds)
    .map(([kind, about]) => `<option value="${kind}">${escapeHtml(`${kind}: ${about}`)}</option>`)
    .join("");
  const options = ["*", ...actions].map((action) => `<option>${escapeHtml(action)}</option>`).join("");
  const active = target.faults
    .list()
    .map((fault) =>
      row([
        escapeHtml(fault.action),
        escapeHtml(fault.kind),
        fault.times === null ? "until cleared" : String(fault.times),
        `${fault.delayMs} ms`,
        escapeHtml(JSON.stringify(fault.match)),
      ]),
    )
    .join("");
  return [
    form(
      "faults",
      "Add a fault",
      `<label>Action <select name="action">${options}</select></label><label>Kind <select name="kind">${kinds}</select></label>` +
        input("times", "Times (empty: until cleared)", "") +
        input("delayMs", "Delay ms", "5000") +
        input("match", "Only if (invoiceid=10003)", ""),
    ),
    active === ""
      ? "<p>No fault in force.</p>"
      : `<table><thead><tr><th>Action</th><th>Kind</th><th>Times</th><th>Delay</th><th>Only if</th></tr></thead><tbody>${active}</tbody></table>`,
    form("faults/clear", "Clear faults", ""),
  ].join("\n");
}

function hookSection(target: ControlTarget): string {
  const rows = (target.hooks?.list() ?? [])
    .slice(-30)
    .reverse()
    .map((hook) => {
      const attempts = hook.attempts.map((attempt) => String(attempt.status ?? attempt.error)).join(", ");
      const again = `<form class="inline" method="post" action="${PREFIX}/hooks/replay"><input type="hidden" name="id" value="${escapeHtml(hook.id)}"><button>Send again</button></form>`;
      return row([
        escapeHtml(hook.occurredAt),
        escapeHtml(hook.event),
        `<code>${escapeHtml(JSON.stringify(hook.data))}</code>`,
        escapeHtml(attempts),
        again,
      ]);
    });
  return [
    form(
      "hooks/mode",
      "Set what happens to outgoing messages",
      `<p>Now: ${target.hooks?.mode()}</p><label>Mode <select name="mode"><option>send</option><option>drop</option><option>duplicate</option><option>hold</option></select></label>`,
    ),
    `<table><thead><tr><th>At</th><th>Event</th><th>Data</th><th>Result</th><th></th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
  ].join("\n");
}

function callSection(target: ControlTarget): string {
  const rows = target.calls
    .view()
    .recent.slice(-30)
    .reverse()
    .map((call) =>
      row([
        escapeHtml(call.at),
        escapeHtml(call.action),
        `${call.ms} ms`,
        `<code>${escapeHtml(JSON.stringify(call.params))}</code>`,
      ]),
    );
  return [
    `<h2>Latest calls</h2><table><thead><tr><th>At</th><th>Action</th><th>Took</th><th>Parameters</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    form("calls/clear", "Forget calls", ""),
  ].join("\n");
}

function form(path: string, legend: string, fields: string): string {
  return `<form method="post" action="${PREFIX}/${path}"><fieldset><legend>${escapeHtml(legend)}</legend>${fields}<button>${escapeHtml(legend)}</button></fieldset></form>`;
}

function input(name: string, label: string, value: string): string {
  return `<label>${escapeHtml(label)} <input name="${name}" value="${escapeHtml(value)}"></label>`;
}

function row(cells: string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}
