"""The style of the page of a scan: light and dark, wide and narrow, on paper; colour is never the only sign."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark;
  --paper: #fff; --back: #f4f5f7; --ink: #1c2024; --soft: #5a6270; --line: #d7dbe0; --link: #0b57d0;
  --bad: #b3261e; --bad-back: #fde7e5; --warn: #8a4b00; --warn-back: #fff0d6;
  --good: #146c2e; --good-back: #e2f5e6; --open: #3c4a63; --open-back: #e9edf5; }
@media screen and (prefers-color-scheme: dark) { :root {
  --paper: #1d2127; --back: #14171b; --ink: #e6e9ee; --soft: #a3acb9; --line: #39404a; --link: #8ab4f8;
  --bad: #ffb4ab; --bad-back: #55201c; --warn: #ffcf87; --warn-back: #4a3311;
  --good: #9be0ac; --good-back: #1c4227; --open: #c3cee3; --open-back: #323b4a; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--ink); line-height: 1.5; overflow-wrap: anywhere;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
header, main, footer { max-width: 82rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0.5rem 0; }
h2 { font-size: 1.1rem; margin: 0 0 0.75rem; }
h3 { font-size: 0.85rem; margin: 0.75rem 0 0.25rem; color: var(--soft); font-weight: 600; }
p { margin: 0.4rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .text:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.dim { color: var(--soft); font-size: 0.875rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; padding: 0; margin: 0.75rem 0; }
.document { background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem;
  padding: 1rem; margin: 0 0 1.25rem; }
nav ul { margin: 0.5rem 0; padding-inline-start: 1.2rem; }
nav .alarming { font-weight: 600; } nav .alarming .dim { color: var(--bad); }
.quiet { font-size: 0.875rem; color: var(--soft); } .quiet > a { color: var(--soft); }
.document.quiet { background: none; border-style: dashed; padding: 0.6rem 1rem; } .quiet h2 { font-size: 0.95rem;
  font-weight: 400; margin-bottom: 0.4rem; }
details#unread, details#empty { margin: 0 0 1.25rem; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.text { background: var(--back); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 1rem;
  white-space: pre-wrap; overflow: auto; unicode-bidi: plaintext; line-height: 1.8; tab-size: 4; }
.gap { display: block; color: var(--soft); font-size: 0.8rem; text-align: center; border-block: 1px dashed var(--line);
  margin: 0.5rem 0; unicode-bidi: isolate; }
.badge, .number { font-weight: 700; border-radius: 0.4rem; white-space: nowrap; text-decoration: none;
  unicode-bidi: isolate; }
.badge { display: inline-block; padding: 0.05rem 0.5rem; font-size: 0.875rem; border: 1px solid currentColor; }
.number { font-size: 0.75rem; padding: 0 0.3rem; margin-inline-end: 0.15rem; border: 1px solid currentColor; }
mark { color: inherit; border-radius: 0.2rem; padding: 0 0.05rem; text-decoration-thickness: 2px;
  text-underline-offset: 0.2em; }
:is(.badge, .number, mark).impersonation { background: var(--bad-back); color: var(--bad); }
:is(.badge, .number, mark):is(.suspicious, .retired) { background: var(--warn-back); color: var(--warn); }
:is(.badge, .number, mark).official { background: var(--good-back); color: var(--good); }
:is(.badge, .number, mark):is(.unverified, .invalid) { background: var(--open-back); color: var(--open); }
mark.impersonation { text-decoration-line: underline; text-decoration-style: double; }
mark.suspicious { text-decoration-line: underline; text-decoration-style: wavy; }
mark.retired { text-decoration-line: line-through; }
mark.official { text-decoration-line: underline; }
mark:is(.unverified, .invalid) { text-decoration-line: underline; text-decoration-style: dotted; }
.cards { list-style: none; padding: 0; margin: 0; display: grid; gap: 0.6rem; align-content: start; }
.card { border: 1px solid var(--line); border-inline-start: 0.35rem solid var(--edge); border-radius: 0.5rem;
  padding: 0.5rem 0.75rem; background: var(--paper); overflow: clip; scroll-margin-top: 1rem; }
.card.impersonation { --edge: var(--bad); } .card.suspicious, .card.retired { --edge: var(--warn); }
.card.official { --edge: var(--good); } .card.unverified, .card.invalid { --edge: var(--open); }
summary { cursor: pointer; }
summary bdi { font-weight: 600; }
.answer { font-weight: 600; }
.now { background: var(--back); border-radius: 0.4rem; padding: 0.4rem 0.6rem; }
.card ul { margin: 0.2rem 0; padding-inline-start: 1.2rem; }
blockquote { margin: 0.2rem 0; padding-inline-start: 0.6rem; border-inline-start: 2px solid var(--line); }
code { font-size: 0.8rem; color: var(--soft); white-space: nowrap; }
details details { margin: 0.3rem 0; color: var(--soft); }
:target { outline: 3px solid var(--link); outline-offset: 2px; }
@media (min-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; }
  .text { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); } }
@media print {
  :root { --back: #fff; }
  body { font-size: 10pt; } .document { border-color: #999; } summary, .now, blockquote { break-inside: avoid; }
  .columns { display: block; } .text { position: static; max-height: none; overflow: clip; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  .source::after { content: " <" attr(href) ">"; } .host { display: none; }
  mark, .badge, .number { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
