import { Outlet } from "@remix-run/react";
import { PublicError } from "~/components/public/public-error.tsx";
import { PublicLayout } from "~/components/public/public-layout.tsx";

export const ErrorBoundary = PublicError;

export default function PublicPages() {
  return (
    <PublicLayout>
      <Outlet />
    </PublicLayout>
  );
}
