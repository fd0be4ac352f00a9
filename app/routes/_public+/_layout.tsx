import { Outlet } from "@remix-run/react";
import { PublicLayout } from "~/components/public/public-layout.tsx";

export default function PublicPages() {
  return (
    <PublicLayout>
      <Outlet />
    </PublicLayout>
  );
}
