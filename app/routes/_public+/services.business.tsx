import { publicHeaders } from "~/components/public/public-page.ts";
import { InformationPage } from "~/features/shop/information-page.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("shop.business.title")),
}));

export default function BusinessServices() {
  return <InformationPage topic="business" />;
}
