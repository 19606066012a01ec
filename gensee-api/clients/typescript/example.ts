// Creates a webcast, lists all pages, exports 30 days, attaches two files, and reads a refusal.
//
// usage: node example.js ADDRESS LOGIN PASSWORD

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { argv } from "node:process";
import { Refused, Site, windows } from "./adapter.js";

const [address, loginName, plain] = argv.slice(2);
const password = createHash("md5").update(plain).digest("hex");
const site = new Site(address, { loginName, password, sec: true });
const now = Date.now();
const day = 24 * 60 * 60 * 1000;

const wanted = {
  subject: "TypeScript 公开课",
  startTime: now + day,
  organizerToken: "123456",
  panelistToken: "654321",
  telconf: "1",
} as const;
const webcast = await site.call("/webcast/created", wanted);
console.log("created", webcast.id, webcast.number);

const webcasts = [];
for await (const { list } of site.pages("/webcast/page", {}, ({ page }) => page?.totalPages))
  webcasts.push(...(list ?? []));
console.log("listed", webcasts.length);
assert(webcasts.some(({ id }) => id === webcast.id));

async function visits(webcastId: string, days: number) {
  const visits = [];
  for (const window of windows(now - 30 * day, now, days)) {
    const request = { webcastId, ...window };
    const pages = site.pages("/webcast/export/history/page", request, (it) => it.pageDto?.totalPages);
    for await (const { list } of pages) visits.push(...(list ?? []));
  }
  return visits.map(({ joinTime, uid, nickname }) => `${joinTime} ${uid} ${nickname}`);
}

let exported: string[] = [];
let [total, longest] = [0, ""];
for (const { id } of webcasts) {
  assert(id);
  const rows = await visits(id, 7);
  total += rows.length;
  if (rows.length > exported.length) [exported, longest] = [rows, id];
}
console.log("exported", total);
assert(exported.length > 0);
assert.deepEqual(exported.sort(), (await visits(longest, 1)).sort());

await site.call("/webcast/file/attach", {
  webcastId: webcast.id,
  attachmentList: [
    { url: "https://example.com/a.pdf", name: "讲义 1" },
    { url: "https://example.com/b.pdf" },
  ],
});
console.log("attached 2");

await assert.rejects(site.call("/webcast/created", wanted), (refusal) => {
  assert(refusal instanceof Refused);
  console.log("refused", refusal.message);
  return true;
});
