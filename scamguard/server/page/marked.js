// The message with its findings marked in place; of a long one only what stands around them, as in
// scamguard/render/html_text.py.
// Offsets of answers are code points; strings here are UTF-16.

const MAX_WHOLE = 20_000;
const CONTEXT = 300;
const MAX_PASSAGE = 2_000;
const MAX_SHOWN = 60_000;

/** Returns the parts of a text to show, in order: {gap}, or {text, finding, begins} with the findings that start. */
function markedParts(text, findings) {
  const points = Array.from(text);
  const sorted = findings.filter((finding) => finding.start !== null).sort((one, other) => one.start - other.start);
  const parts = [];
  let at = 0;
  for (const [from, to] of windowsOf(points.length, sorted)) {
    if (from > at) parts.push({ gap: from - at });
    parts.push(...partsWithin(points, from, to, sorted));
    at = to;
  }
  if (at < points.length) parts.push({ gap: points.length - at });
  return parts;
}

function markedEnd(finding) {
  return Math.min(finding.end, finding.start + MAX_PASSAGE);
}

/** Returns the stretches of a text that are shown, apart from each other. */
function windowsOf(length, sorted) {
  if (length <= MAX_WHOLE) return [[0, length]];
  const windows = [];
  let shown = 0;
  for (const finding of sorted) {
    const from = Math.max(0, finding.start - CONTEXT);
    const to = Math.min(length, markedEnd(finding) + CONTEXT);
    const last = windows.at(-1);
    if (last && from <= last[1]) {
      shown += Math.max(0, to - last[1]);
      last[1] = Math.max(last[1], to);
    } else {
      shown += to - from;
      windows.push([from, to]);
    }
    if (shown > MAX_SHOWN) break;
  }
  return windows;
}

/** Returns one stretch, cut at every edge of a finding; where findings overlap, the most urgent one marks. */
function partsWithin(points, from, to, sorted) {
  const inside = sorted.filter((finding) => finding.start >= from && finding.start < Math.max(to, from + 1));
  const edges = new Set([from, to]);
  for (const finding of inside) edges.add(finding.start).add(Math.min(to, markedEnd(finding)));
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1];
    const covering = inside.filter((finding) => finding.start <= start && markedEnd(finding) >= end);
    covering.sort((one, other) => urgency(one) - urgency(other));
    const begins = inside.filter((finding) => finding.start === start);
    return { text: toVisibleLines(points.slice(start, end).join("")), finding: covering[0] || null, begins };
  });
}
