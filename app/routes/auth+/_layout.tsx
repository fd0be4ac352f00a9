import { Outlet } from "@remix-run/react";
import { AuthLayout } from "~/components/public/auth-layout.tsx";
import { PublicError } from "~/components/public/public-error.tsx";

export const ErrorBoundary = PublicError;

export default function AuthPages() {
  return (
    <AuthLayout>
      <Outlet />
    </AuthLayout>
  );
}
