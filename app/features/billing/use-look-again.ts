import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const ASK_MS = 10_000;
/** As long as paying on the other site may take; after that coming back to the page still looks again. */
const PAYING_MS = 15 * 60_000;

/**
 * While something can be paid here: reads the page again when somebody comes back to it, and from the click that opens the
 * billing site every ten seconds while the page is in sight, so that the button to pay does not outlive the payment.
 */
export function useLookAgain(isPayable: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isPayable) return;
    let payingSince: number | null = null;
    const look = () => {
      if (document.visibilityState === "visible") revalidate();
    };
    const begin = () => (payingSince = Date.now());
    const timer = window.setInterval(() => {
      if (payingSince !== null && Date.now() - payingSince < PAYING_MS) look();
    }, ASK_MS);
    document.addEventListener("submit", begin);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("submit", begin);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [isPayable, revalidate]);
}
