// The style sheet of the HTML report: light and dark by the reader's setting, and a plain one on paper.
#pragma once

#include <string_view>

namespace hearsay::report {

inline constexpr std::string_view kHtmlStyle = R"css(
:root{--paper:#fdfcf9;--ink:#1d1c1a;--soft:#5f5b54;--line:#ddd8cd;--panel:#f4f1ea;--link:#1b4f7a;
--conflict:#a3201d;--differ:#8a5a00;--update:#1b4f7a;--agree:#2b6a3a;--mark:#ffe9a3;--source:#cfe3f5;--cue:#d9ecd4}
@media (prefers-color-scheme:dark){:root{--paper:#191a1c;--ink:#e9e6df;--soft:#a5a096;--line:#3a3b3f;--panel:#222428;
--link:#8fc1ea;--conflict:#ff8f86;--differ:#f0bf62;--update:#8fc1ea;--agree:#8fd09b;--mark:#5d4d12;--source:#1f4161;
--cue:#27472b}}
*{box-sizing:border-box}
html{font:100%/1.5 "Source Sans 3","Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif;
background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{max-width:62rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance}
h1{font-size:1.9rem;font-weight:650;margin:.2rem 0 .8rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin:0 0 .2rem;font-weight:650}
h3{font-size:.8rem;text-transform:uppercase;letter-spacing:.09em;color:var(--soft);margin:2.2rem 0 .6rem}
h4{font-size:1.02rem;margin:1.5rem 0 .3rem;padding-top:.5rem;border-top:1px solid var(--line)}
h4 .facts,.facts{font-weight:400;color:var(--soft);font-size:.9rem}
.brand{margin:0;font-size:.8rem;text-transform:uppercase;letter-spacing:.12em;color:var(--soft)}
.note{color:var(--soft);max-width:46rem;margin:.2rem 0 1rem}
section.story{border-top:3px solid var(--ink);margin-top:3.5rem;padding-top:1.2rem}
ul.digest{list-style:none;padding:0;margin:1.2rem 0}
ul.digest li{display:flex;gap:.8rem;padding:.55rem 0;border-top:1px solid var(--line);align-items:baseline}
ul.digest li:last-child{border-bottom:1px solid var(--line)}
.verdict{font-weight:650;font-size:.86rem;white-space:nowrap;min-width:5.6rem;display:inline-block}
.conflict{color:var(--conflict)}.differ{color:var(--differ)}.update{color:var(--update)}.agree{color:var(--agree)}
table{border-collapse:collapse;width:100%;font-size:.94rem;margin:.4rem 0 .6rem}
caption{text-align:left;padding:0 0 .35rem;font-weight:600}
caption .facts{display:block}
.silent{margin:.3rem 0 0;color:var(--soft);font-size:.9rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-top:1px solid var(--line)}
th{font-weight:600}
thead th{border-top:0;color:var(--soft);font-size:.8rem;font-weight:600;padding-top:0}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
td.date{white-space:nowrap;font-variant-numeric:tabular-nums}
tr.copy th,tr.copy td{color:var(--soft)}
tr.copy th::before{content:"\2514\00a0";color:var(--soft)}
.scroll{overflow-x:auto}
.comparison{border-left:4px solid currentColor;padding:.1rem 0 .1rem 1rem;margin:1.3rem 0}
.comparison>*{color:var(--ink)}.comparison .verdict{color:inherit}
.comparison caption .verdict.conflict{color:var(--conflict)}.comparison caption .verdict.differ{color:var(--differ)}
.comparison caption .verdict.update{color:var(--update)}.comparison caption .verdict.agree{color:var(--agree)}
dl.answers{display:grid;grid-template-columns:4.5rem 1fr;gap:.15rem .6rem;margin:.3rem 0 1rem}
dl.answers dt{color:var(--soft);font-style:italic}dl.answers dd{margin:0;display:flex;flex-wrap:wrap;gap:0 .9rem;align-items:baseline}
dl.answers details{margin:0}dl.answers details[open]{flex-basis:100%}
ul.statements{list-style:none;padding:0;margin:0}
ul.statements ul.statements{border-left:2px solid var(--line);margin:.5rem 0 0 .2rem;padding-left:1rem}
ul.statements>li{padding:.45rem 0;break-inside:avoid}
.cue{color:var(--soft)}
.stance{color:var(--soft);font-style:italic;margin-right:.4rem}
.words{font-family:"Source Serif 4",Charter,"Iowan Old Style",Georgia,"Times New Roman",serif;font-size:1.04rem}
.origin-line{font-size:.88rem;color:var(--soft);margin:.2rem 0 0}
.provenance{display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:baseline;font-size:.88rem;color:var(--soft);margin-top:.2rem}
.provenance details{margin:0;font-size:1em}.provenance details[open]{flex-basis:100%}
ol.chain{list-style:none;display:inline-flex;flex-wrap:wrap;gap:.2rem .1rem;margin:0;padding:0}
ol.chain li{display:inline-flex;align-items:center}
ol.chain.brief li::before,ol.chain li+li::before{content:"\2192";padding:0 .45rem;color:var(--soft)}
ol.chain span{border:1px solid var(--line);border-radius:.3rem;padding:0 .45rem;background:var(--panel);color:var(--ink)}
ol.chain .unnamed span{border-style:dashed;border-color:var(--soft);background:none}
details{font-size:.88rem;margin:.2rem 0 0}
summary{cursor:pointer;color:var(--link);width:max-content;max-width:100%}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
details p,details blockquote{margin:.35rem 0 .5rem;padding:.5rem .8rem;background:var(--panel);border-radius:.3rem;
font-family:"Source Serif 4",Charter,"Iowan Old Style",Georgia,serif;font-size:1rem}
mark{background:var(--mark);color:inherit;padding:0 .1em;border-radius:.15em}
mark.source{background:var(--source)}mark.cue{background:var(--cue)}
code{font:.86em ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.legend{font-size:.85rem;color:var(--soft)}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media (max-width:40rem){body{padding:1.2rem 1rem 3rem}h1{font-size:1.45rem}ul.digest li{flex-wrap:wrap;gap:.1rem .8rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--panel:#fff;--link:#000;--conflict:#000;--differ:#000;
--update:#000;--agree:#000;--mark:#fff;--source:#fff;--cue:#fff}
body{max-width:none;padding:0;font-size:10pt}h1{font-size:16pt}h2{font-size:13pt}
section.story{break-before:auto}h2,h3,h4,caption{break-after:avoid}tr,.comparison{break-inside:avoid}
a{text-decoration:none}mark{text-decoration:underline}.legend{display:none}
details:not([open])>:not(summary){display:none}}
)css";

}  // namespace hearsay::report
