/** How a profile gets onto a phone (GSMA SGP.22 4.1). The network binds it to the EID of the order, so that there is no code of its own. */
export function activationCode(host: string): string {
  return `LPA:1$${host}$`;
}

/** Opens the installation on the iPhone that shows the page, from iOS 17.4 on; the code is one encoded value. */
export function iosInstallLink(host: string): string {
  return `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${encodeURIComponent(activationCode(host))}`;
}

/** As it is written in Japan: 090-1234-5678. */
export function toShownNumber(digits: string): string {
  return digits.replace(/^(0\d0)(\d{4})(\d{4})$/, "$1-$2-$3");
}
