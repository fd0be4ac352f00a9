import { describe, expect, test } from "vitest";
import { EXTERNAL_TRANSMISSIONS, hostsOf, type ExternalTransmission } from "./external-transmissions.ts";
import { renderPage } from "./render.testing.tsx";
import { TransmissionsPage } from "./transmissions-page.tsx";

const maps: ExternalTransmission = {
  hosts: ["maps.example", "tiles.example"],
  recipient: { en: "Example Maps Inc.", ja: "見本地図株式会社" },
  data: { en: "IP address", ja: "IPアドレス" },
  ourPurpose: { en: "To show a map", ja: "地図の表示" },
  theirPurpose: { en: "To deliver the map", ja: "地図の配信" },
};

describe("what pages send to third parties (JP-TB-25)", () => {
  test("today: nothing, and the page says so", () => {
    expect(EXTERNAL_TRANSMISSIONS).toEqual([]);
    expect(renderPage(<TransmissionsPage transmissions={EXTERNAL_TRANSMISSIONS} />, "en")).toContain(
      "<strong>no data</strong>",
    );
    expect(renderPage(<TransmissionsPage transmissions={EXTERNAL_TRANSMISSIONS} />, "ja")).toContain(
      "<strong>ありません</strong>",
    );
  });

  test("a destination is named with its hosts, data and both purposes, and nobody reads that nothing is sent", () => {
    const en = renderPage(<TransmissionsPage transmissions={[maps]} />, "en");
    for (const text of [
      "Example Maps Inc.",
      "maps.example, tiles.example",
      "IP address",
      "To show a map",
      "To deliver the map",
    ])
      expect(en).toContain(text);
    expect(en).not.toContain("nothing");
    const ja = renderPage(<TransmissionsPage transmissions={[maps]} />, "ja");
    for (const text of ["見本地図株式会社", "IPアドレス", "地図の表示", "地図の配信"])
      expect(ja).toContain(text);
    expect(ja).not.toContain("ありません</strong>");
  });

  test("the content policy is given every listed host once", () => {
    expect(hostsOf([maps, { ...maps, hosts: ["tiles.example", "other.example"] }])).toEqual([
      "maps.example",
      "tiles.example",
      "other.example",
    ]);
  });
});
