"""How a book looks; no file, font or script from elsewhere is needed."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
@page {
  size: A4;
  margin: 18mm 16mm 18mm 18mm;
  @bottom-left { font: 8pt "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #555; }
  @bottom-right {
    content: counter(page) " / " counter(pages);
    font: 8pt "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
    color: #555;
  }
}
* { box-sizing: border-box; }
html { background: #ececec; color: #1a1a1a; -webkit-text-size-adjust: 100%; }
body {
  max-width: 60rem;
  margin: 0 auto;
  padding: 2rem 2.5rem 4rem;
  background: #fff;
  font: 1rem/1.7 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif;
  overflow-wrap: anywhere;
}
html:lang(en) body {
  font-family: Georgia, "Liberation Serif", "Noto Serif", "Noto Serif CJK SC", SimSun, serif;
}
h1, h2, h3, th, dt {
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", SimHei,
    sans-serif;
}
h1 { margin: 0 0 1.2rem; font-size: 1.7rem; line-height: 1.35; }
h2 {
  margin: 2.8rem 0 .8rem;
  padding-bottom: .3rem;
  border-bottom: 2px solid #1a1a1a;
  font-size: 1.25rem;
}
h3 { margin: 2rem 0 .6rem; font-size: 1.05rem; }
h1, h2, h3 { break-after: avoid; }
p { margin: .4rem 0; }
a { color: #0b4f8a; text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
:target { background: #fff6d6; }
ul, ol { margin: .3rem 0; padding-left: 1.6rem; }
.contents { padding: 0; list-style: none; }
.contents > li { margin: .5rem 0; font-weight: 600; }
.contents ul { columns: 20rem 2; font-weight: 400; list-style: none; padding-left: 1rem; }
.contents ul li { break-inside: avoid; }
dl.facts { margin: .5rem 0; border-top: 1px solid #999; }
.facts > div { display: grid; grid-template-columns: 8.5rem 1fr; border-bottom: 1px solid #ccc; }
html:lang(en) .facts > div { grid-template-columns: 10rem 1fr; }
.facts > div:first-child { break-inside: avoid; }
.facts dt, .facts dd { margin: 0; padding: .35rem .6rem; }
.facts dt { padding-left: 0; font-size: .92rem; color: #333; }
.facts dd > p, .facts dd > ol { margin: 0; }
.facts dd > p + p, .facts li + li { margin-top: .25rem; }
table {
  width: 100%;
  table-layout: fixed;
  border-collapse: collapse;
  border-top: 2px solid #1a1a1a;
  border-bottom: 2px solid #1a1a1a;
}
thead { display: table-header-group; }
th {
  text-align: left;
  font-weight: 500;
  font-size: .92rem;
  border-bottom: 1px solid #1a1a1a;
  white-space: nowrap;
}
th, td { padding: .35rem .6rem; vertical-align: top; }
tbody tr { border-top: 1px solid #ccc; }
td { font-size: .95rem; line-height: 1.6; }
@media (max-width: 44rem) {
  body { padding: 1rem 1rem 3rem; }
  h1 { font-size: 1.4rem; }
  .facts > div { display: block; }
  .facts dt { padding: .5rem 0 0; font-weight: 600; }
  .facts dd { padding: 0 0 .5rem; }
  thead { display: none; }
  colgroup { display: none; }
  table, tbody, tr, td { display: block; width: auto; }
  tbody tr { padding: .5rem 0; }
  td { display: flex; gap: .6rem; padding: .1rem 0; }
  td.empty { display: none; }
  td:first-child > div { font-weight: 600; }
  td::before { content: attr(data-label); flex: 0 0 6rem; color: #555; font-size: .88rem; }
}
@media print {
  html { background: #fff; }
  body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; line-height: 1.5; }
  td { font-size: 8.5pt; line-height: 1.45; orphans: 2; widows: 2; }
  th, .facts dt { font-size: 8.5pt; }
  th, td, .facts dt, .facts dd { padding-top: 1mm; padding-bottom: 1mm; }
  .contents > li { margin: 1mm 0; }
  h1 { font-size: 17pt; }
  a { color: inherit; }
  :target { background: none; }
  h2 { margin-top: 8mm; }
  h3 { margin-top: 5mm; }
}
"""
