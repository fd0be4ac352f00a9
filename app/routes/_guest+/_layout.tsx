import { Outlet } from "@remix-run/react";
import { PublicError } from "~/components/public/public-error.tsx";
import { PublicLayout } from "~/components/public/public-layout.tsx";

export const ErrorBoundary = PublicError;

/** Pages in the frame of the public ones that have a form: they are made for one visitor, and stored by nobody. */
export default function GuestPages() {
  return (
    <PublicLayout>
      <Outlet />
    </PublicLayout>
  );
}
