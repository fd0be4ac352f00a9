import { Outlet } from "@remix-run/react";
import { PublicLayout } from "~/components/public/public-layout.tsx";
import { withoutScripts } from "~/components/public/public-page.ts";

export const handle = withoutScripts;

export default function PublicPages() {
  return (
    <PublicLayout>
      <Outlet />
    </PublicLayout>
  );
}
