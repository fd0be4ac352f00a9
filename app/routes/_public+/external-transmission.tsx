import { publicHeaders } from "~/components/public/public-page.ts";
import { EXTERNAL_TRANSMISSIONS } from "~/features/site/external-transmissions.ts";
import { TransmissionsPage } from "~/features/site/transmissions-page.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("sending.title")),
}));

export default function ExternalTransmission() {
  return <TransmissionsPage transmissions={EXTERNAL_TRANSMISSIONS} />;
}
