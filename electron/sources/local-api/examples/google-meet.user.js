// ==UserScript==
// @name         Google Meet captions → 会盾
// @match        https://meet.google.com/*
// @grant        GM_xmlhttpRequest
// @grant        GM_getValue
// @grant        GM_setValue
// @connect      127.0.0.1
// ==/UserScript==

// Turn captions on in Meet (CC). The port and the token stand in 会盾 under 设置 → 本机接口; they are asked for once.
const port = GM_getValue('port') || prompt('会盾 port');
const token = GM_getValue('token') || prompt('会盾 token');
GM_setValue('port', port);
GM_setValue('token', token);

/** Each block of captions as it was seen last: its words, for how many looks they have stood still, how far they were sent. */
const seen = new WeakMap();

/** What of a block is final: everything once it stands still, else up to the last sentence that others follow. */
function finalPart(words, still, from) {
  if (still >= 2) return words.length;
  const ends = [...words.slice(0, -20).matchAll(/[。！？.!?]/g)].map((end) => end.index + 1);
  return Math.max(from, ends.at(-1) ?? 0);
}

setInterval(() => {
  const region = document.querySelector('[role="region"][aria-label="Captions"], [role="region"][tabindex="0"]');
  const lines = [];
  for (const block of region?.children ?? []) {
    const [head, body] = block.children;
    if (!body || !head.querySelector('img')) continue;
    const words = body.textContent.trim();
    const before = seen.get(block) ?? { words: '', still: 0, sent: 0 };
    const still = words === before.words ? before.still + 1 : 0;
    const sent = finalPart(words, still, before.sent);
    const text = words.slice(before.sent, sent).trim();
    if (text) lines.push({ speaker: head.textContent.trim().slice(0, 80), text: text.slice(0, 4000) });
    seen.set(block, { words, still, sent });
  }
  if (lines.length === 0) return;
  GM_xmlhttpRequest({
    method: 'POST',
    url: `http://127.0.0.1:${port}/v1/lines`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    data: JSON.stringify({ lines }),
  });
}, 1000);
