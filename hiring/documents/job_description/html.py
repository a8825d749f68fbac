"""An advertisement as one HTML file: nothing is fetched, nothing runs, and it prints well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.job_description.json_ld import find_missing, to_json
from hiring.documents.job_description.markup import write_block, write_line, write_text
from hiring.documents.job_description.outline import draw_up
from hiring.documents.job_description.words import LANGUAGE

if TYPE_CHECKING:
    from hiring.documents.job_description.blocks import Outline, Section
    from hiring.views.papers import JobDescription

_STYLE = """\
:root { color-scheme: light dark; --ink: #1f2328; --page: #fff; --soft: #545b64; --head: #1f3864;
  --line: #d0d4da; --band: #f1f4f9; --mark: #fff2b3; --mark-ink: #4a3800; --link: #1d4ea8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8eb; --page: #16191d; --soft: #a9b1bb; --head: #b3ccf5; --line: #3b424b;
    --band: #20262d; --mark: #5c4a00; --mark-ink: #fff2b3; --link: #9dc1ff; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.6 Calibri, Carlito, "Segoe UI", system-ui, sans-serif;
  overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { color: var(--head); font-size: 2.1rem; line-height: 1.2; margin: 0 0 .6rem; }
h2 { color: var(--head); font-size: 1.3rem; line-height: 1.3; margin: 2.2rem 0 .5rem; }
p, ul, ol { margin: .5rem 0; }
ul, ol { padding-inline-start: 1.35rem; }
li { margin: .3rem 0; }
a { color: var(--link); }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .2em; }
.facts { list-style: none; margin: 0 0 1.5rem; padding: 0 0 1.1rem; display: flex; flex-wrap: wrap;
  gap: .2rem 1.4rem; color: var(--soft); border-bottom: 1px solid var(--line); }
.facts li { margin: 0; }
.draft { background: var(--mark); color: var(--mark-ink); padding: .7rem 1rem;
  border-radius: .4rem; }
.leads { margin-bottom: .2rem; }
.small { color: var(--soft); font-size: .92rem; }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; font-size: .97rem; }
th, td { text-align: start; vertical-align: top; padding: .5rem .7rem; overflow-wrap: break-word;
  border-bottom: 1px solid var(--line); }
thead th { background: var(--band); }
.time { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 34rem) {
  main { padding-top: 1.5rem; }
  h1 { font-size: 1.7rem; }
  .facts { display: block; }
  table { font-size: .88rem; }
  th, td { padding: .4rem .35rem; } }
@page { margin: 1.8cm; }
@media print {
  :root { color-scheme: light; --ink: #000; --page: #fff; --soft: #444; --head: #1f3864;
    --line: #bbb; --band: #eee; --mark: #ffef9e; --mark-ink: #000; --link: #000; }
  body { font-size: 10pt; line-height: 1.32; }
  main { max-width: none; padding: 0; }
  h1, h2, .leads, thead { break-after: avoid; }
  h1 { font-size: 20pt; }
  h2 { font-size: 12.5pt; margin: .75rem 0 .2rem; }
  p, ul, ol, table { margin: .25rem 0; }
  table, .small { font-size: 9.5pt; }
  li { margin: .06rem 0; }
  th, td { padding: .2rem .5rem; }
  .facts { margin-bottom: .4rem; padding-bottom: .5rem; }
  li, tr, p { break-inside: avoid; }
  p { orphans: 3; widows: 3; } }"""


def write_html(ad: JobDescription) -> bytes:
    """Write a job description as a page of its own.

    The page carries its JobPosting for search engines once it has no gap and a date.
    """
    outline = draw_up(ad)
    named = f"{outline.title}, {outline.company}" if outline.company.strip() else outline.title
    head = [
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_in_one_line(named)}</title>",
        f"<style>\n{_STYLE}\n</style>",
    ]
    if not ad.gaps and not find_missing(ad):
        head.append(f'<script type="application/ld+json">\n{to_json(ad)}\n</script>')
    page = "\n".join((*head, "</head>", "<body>", _write_body(outline), "</body>", "</html>"))
    return f"{page}\n".encode()


def _write_body(outline: Outline) -> str:
    facts = "\n".join(f'<li dir="auto">{write_line(fact)}</li>' for fact in outline.facts)
    parts = [
        "<main>\n<article>\n<header>",
        f'<h1 dir="auto">{write_text(outline.title)}</h1>',
        f'<ul class="facts">\n{facts}\n</ul>',
        "</header>",
    ]
    if outline.missing:
        missing = write_text(f"Still missing: {'; '.join(outline.missing)}.")
        parts.append(f'<p class="draft" role="note"><strong>Draft.</strong> {missing}</p>')
    parts += [_write_section(place, one) for place, one in enumerate(outline.sections, start=1)]
    return "\n".join((*parts, "</article>\n</main>"))


def _write_section(place: int, section: Section) -> str:
    blocks = "\n".join(write_block(block, table=True) for block in section.blocks)
    return (
        f'<section aria-labelledby="part-{place}">\n'
        f'<h2 id="part-{place}">{write_text(section.heading)}</h2>\n{blocks}\n</section>'
    )


def _in_one_line(text: str) -> str:
    return write_text(" ".join(text.split()))
