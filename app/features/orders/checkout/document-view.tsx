import type { LegalDocument } from "#domain/orders/legal-document.ts";
import { Sheet } from "~/components/ui/sheet.tsx";

/** A document that has to be read, whole. */
export function DocumentView({ document }: { document: LegalDocument }) {
  return (
    <div className="stack" lang={document.language}>
      {document.sections.map(({ id, title, rows }) => (
        <Sheet key={id} title={title} titleId={`section-${id}`}>
          <dl className="rows key sheet-body">
            {rows.map(({ label, text }, index) => (
              <div key={index}>
                <dt>{label}</dt>
                <dd className="pre">
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Sheet>
      ))}
    </div>
  );
}
