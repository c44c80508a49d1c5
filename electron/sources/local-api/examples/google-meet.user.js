// ==UserScript==
// @name         Google Meet captions → 会盾
// @match        https://meet.google.com/*
// @grant        GM_xmlhttpRequest
// @grant        GM_getValue
// @grant        GM_setValue
// @connect      127.0.0.1
// ==/UserScript==

// Turn captions on in Meet (CC). The script asks once for the port and the token; 会盾 shows them under 设置 → 本机接口.
const port = GM_getValue('port') || prompt('会盾 port');
const token = GM_getValue('token') || prompt('会盾 token');
GM_setValue('port', port);
GM_setValue('token', token);

/** For each block of captions: its last text, for how many polls it has not changed, how many characters were sent. */
const seen = new WeakMap();

/** How many characters of a block are final: all if it has not changed for a while, else up to the last sentence end that more text follows. */
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
