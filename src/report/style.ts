// How the page looks on a screen, in the dark and on paper, and the little script it
// carries. Constants only: what a figure looks like is the figures' own business
// (`figureCss`), and both share the names of the colours below.
//
// The page must read and work with the script taken away: the script only moves the focus
// into an open panel and gives it, and the scroll place, back.

/** The page's style sheet. On paper one ring stands beside its words and the other loops as words: more would not leave the outlook two pages. Breakpoints: 1540 the panel docks, 1000 side-heads run in, 680 one column. Sizes of type and space after design notes: base step 4 px. */
export const pageCss = `
:root{--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace}
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 var(--serif);font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
.page{max-width:1192px;margin:0 auto;padding:32px 40px 64px;transition:margin .15s}
a{color:inherit;text-decoration-color:var(--ink3);text-underline-offset:3px;text-decoration-thickness:1px}
a.n{text-decoration-style:dotted;text-decoration-color:var(--blue);text-decoration-thickness:1.5px}
a.n.short{white-space:nowrap}
a:hover{color:var(--blue)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px;border-radius:1px}
p,li,figcaption,small,td{text-wrap:pretty}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px;z-index:9}
h1,h2,h3,h4,p,dl,dd,ul,ol,table,figure,blockquote,pre{margin:0;padding:0}
.kick{font:600 13px/20px var(--sans);color:var(--ink2)}
h1{font:600 32px/40px var(--serif);letter-spacing:-.01em;margin:4px 0 20px;max-width:36em;text-wrap:balance}
.facts{display:grid;grid-template-columns:repeat(5,auto);justify-content:space-between;gap:12px 28px;border-top:2px solid var(--ink);padding-top:10px;font:13px/19px var(--sans)}
.facts dt{color:var(--ink2)}.facts dd{font-weight:600}.facts dd small{display:block;font:400 12px/17px var(--sans);color:var(--ink2)}
nav.toc{font:13px/24px var(--sans);margin:16px 0 0;display:flex;flex-wrap:wrap;gap:0 17px;border-top:1px solid var(--hair);padding-top:7px}
nav.toc a{text-decoration:none;color:var(--ink2)}nav.toc a b{font-weight:600;color:var(--ink);margin-right:4px}nav.toc a:hover{text-decoration:underline}
main>section{display:grid;grid-template-columns:152px minmax(0,1fr);column-gap:32px;border-top:1px solid var(--ink);margin-top:44px;padding-top:10px}
h2{font:600 15px/20px var(--sans)}h2 .no{display:block;font:400 34px/36px var(--serif);color:var(--ink3);margin-bottom:2px}
.side{font:12px/17px var(--sans);color:var(--ink2);margin-top:8px;max-width:30em}
.find{font:600 20px/28px var(--serif);margin:0 0 16px;text-wrap:pretty}
.note{font:13px/19px var(--sans);color:var(--ink2);max-width:68em;margin-top:10px}p.prose{max-width:52em;margin-bottom:12px}.note+p.prose{margin-top:12px}
.none{font:15px/23px var(--serif);max-width:46em}
h3{font:600 14px/20px var(--sans)}
.unit{font:12px/17px var(--sans);color:var(--ink2)}
.bl{display:grid;grid-template-columns:minmax(0,1.55fr) minmax(270px,1fr);gap:36px;align-items:start}
.lead{font:400 21px/32px var(--serif);max-width:31em}.lead b{font-weight:600}
.conf{font:13px/19px var(--sans);color:var(--ink2);margin-top:14px;max-width:50em}.conf b{color:var(--ink)}
.draft{font:13px/19px var(--sans);border-left:3px solid var(--ink);padding-left:12px;margin-top:14px;max-width:50em}
svg{display:block;font-family:var(--sans)}
.fans{display:grid;grid-template-columns:1fr 1fr;gap:24px 40px;align-items:end}.fans.one{grid-template-columns:1fr}
.rings{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:20px}.rings.two{grid-template-columns:repeat(2,minmax(0,1fr))}.rings.one{grid-template-columns:minmax(0,1fr)}
.rings>figure{border-top:1px solid var(--hair);padding-top:8px}
.rings figcaption{font:14px/21px var(--serif)}.rings.one figcaption{max-width:46em}
.sum>*{border-top:0}tr:has(+.sum)>*{border-bottom:0;padding-bottom:0}.num i{font-style:normal;color:var(--ink2);margin-left:6px}.rings .course .unit{font:12px/17px var(--sans)}.course{border-top:1px solid var(--hair2);margin-top:8px;padding-top:6px}.rings .course svg{max-width:240px;height:auto;margin:0 0 2px}.rings svg{max-width:360px;margin:6px auto 8px;width:100%}
.key{display:flex;flex-wrap:wrap;gap:4px 20px;font:12px/18px var(--sans);color:var(--ink2);margin:0 0 14px}
.key span{display:inline-flex;align-items:center;gap:6px}
table{border-collapse:collapse;width:100%;font:13px/19px var(--sans)}
caption{text-align:left;font:12px/18px var(--sans);color:var(--ink2);padding:6px 0}
th{font-weight:600;text-align:left;vertical-align:top}
thead th{border-bottom:1px solid var(--ink3);padding:4px 12px 5px 0;font-size:12px;line-height:17px;color:var(--ink2);vertical-align:bottom}
thead th small{font-weight:400}
tbody th,tbody td{border-bottom:1px solid var(--hair2);padding:7px 12px 7px 0;vertical-align:top;text-align:left}
tbody th{font-weight:500}td small,th small{display:block;font:400 12px/17px var(--sans);color:var(--ink2)}td small.ink{color:var(--ink)}td small.ink+small{margin-top:3px}
tr:target>*{background:var(--wash)}
.num{white-space:nowrap}.checks .w1{width:138px}.checks .w2{width:172px}.checks .w3{width:28%}.checks .w4{width:76px}
.stack .sector th{font:600 14px/20px var(--sans);padding-top:16px;border-bottom:1px solid var(--ink3)}.vars{table-layout:fixed}.vars code{display:block}.vars .parts code{display:inline}.step{margin-top:3px}.score{min-width:700px}.score th,.score td{padding-right:14px}.score caption{max-width:68em}.plain{font:13px/19px var(--sans);padding-left:18px}.assumed{font:13px/19px var(--sans);padding-left:22px;columns:2;column-gap:40px}.assumed li{break-inside:avoid;padding:1px 0}.assumed li:target{background:var(--wash)}.parts{list-style:none}.parts li{padding:2px 0}.parts li:target{background:var(--wash)}.parts small{display:inline;margin-left:5px}
.vh{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.mini{width:40px;flex:none}
.twin{margin-top:10px;font:12px/18px var(--sans);color:var(--ink2)}
.twin summary{cursor:pointer;display:inline-block;padding:3px 0;text-decoration:underline;text-decoration-color:var(--hair);text-underline-offset:3px}
.twin summary:hover{color:var(--blue)}.twin table{color:var(--ink);max-width:760px}
.twin>div{overflow-x:auto}
.fold{margin-top:14px}.fold>summary{cursor:pointer;display:inline-block;font:600 13px/19px var(--sans);padding:3px 0}.fold>summary::before{content:'▸ ';color:var(--blue)}.fold[open]>summary::before{content:'▾ '}.fold>summary:hover{color:var(--blue)}
.scroll{overflow-x:auto;position:relative}
.opt{table-layout:fixed}.opt td.sv{vertical-align:top;padding-right:14px}.opt td small.v{color:var(--ink);margin-top:-2px}.opt th.what{width:18%}.opt th.side-effect{width:15.5%}.opt td.se{width:19%;padding-right:0;font-size:12.5px;line-height:17px}.opt thead th:not(:first-child):not(:last-child){padding-right:20px}
.ct2{border-top:1px solid var(--hair);padding:12px 0 18px}.ct2:first-of-type{border-top:0;padding-top:0}
.ct2 h3{font:600 16px/22px var(--serif);margin-bottom:8px}
blockquote{font:italic 15px/22px var(--serif);margin:4px 0 6px}
blockquote cite{display:block;font:12px/17px var(--sans);color:var(--ink2)}
q{quotes:"“" "”";font-style:italic;font-family:var(--serif);font-size:14px}
.vd{white-space:nowrap;font-weight:600}.vd svg{display:inline-block;vertical-align:-2px;margin-right:6px}
.sign{display:inline-block;vertical-align:-3px}
.heat{table-layout:fixed;min-width:640px}.heat .doc{width:30%}.heat td,.heat th{border:0!important;padding:0}
.heat tbody th{padding:0 12px 0 8px;height:28px;vertical-align:middle;font-weight:400;border-left:3px solid transparent!important;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.heat tr.lin th{border-left-color:var(--ink)!important}
.heat td.c{padding:1px;height:28px;vertical-align:middle}.heat td.c i{display:block;height:22px;background:var(--hair2);font:600 11.5px/22px var(--sans);text-align:center;font-style:normal}
.heat td.h2 i,.box.h2{background:var(--b80)}.heat td.h3 i,.box.h3{background:var(--blue);color:var(--paper)}.box.h0{background:var(--hair2)}
.box{display:inline-block;width:18px;height:11px;flex:none}
.heat thead th{font-weight:400;padding:0 0 4px;font-size:11.5px;white-space:nowrap}
.two{display:grid;grid-template-columns:1fr 1fr;gap:24px 40px}
.two li small{display:block;font:12px/17px var(--sans);color:var(--ink2)}.two p,.prose{font:15px/23px var(--serif)}.two h3,.two h4{margin-bottom:4px}.two{margin-top:18px}
.two ul{font:15px/23px var(--serif);padding-left:18px}
main>section.full{display:block}.full h2{display:flex;gap:10px;align-items:baseline}.full h2 .no{display:inline}.full .find{margin:4px 0 12px}
.sub{margin:22px 0 6px}
footer{border-top:2px solid var(--ink);margin-top:48px;padding-top:10px;font:12px/18px var(--sans);color:var(--ink2);display:grid;grid-template-columns:repeat(3,1fr);gap:28px}
code,pre{font:12.5px/19px var(--mono)}code{overflow-wrap:anywhere}
.insp{position:fixed;z-index:5;right:0;top:0;bottom:0;width:400px;max-width:100%;background:var(--paper);border-left:1px solid var(--ink);padding:20px 24px 40px;overflow:auto;display:none;font:14px/21px var(--serif)}
.insp:target{display:block}.insp:focus{outline:none}
.insp .x{position:absolute;right:16px;top:14px;font:13px/24px var(--sans);padding:0 8px;text-decoration:none;border:1px solid var(--hair);color:var(--ink2)}
.insp h2{font:600 17px/24px var(--serif);margin:2px 64px 2px 0}
.insp>.unit:first-of-type{margin:0 64px 6px 0}
.insp .big{font:600 26px/32px var(--serif);margin:6px 0 0}
.insp h3{border-top:1px solid var(--hair);margin-top:14px;padding-top:8px;color:var(--ink2);font-size:13px}
.insp blockquote{border-left:2px solid var(--hair);padding-left:10px;font-size:14px;line-height:21px}
.insp ul{padding-left:16px}.insp pre{margin:4px 0 6px;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--wash);padding:8px 10px}
.insp li small,.insp p small{font:12px/17px var(--sans);color:var(--ink2)}
@media(min-width:1540px){body:has(.insp:target) .page{margin-right:430px;margin-left:auto}}
@media(max-width:1000px){.page{padding:24px 24px 48px}main>section{display:block;margin-top:36px}h2{display:flex;gap:8px;align-items:baseline}h2 .no{display:inline;font-size:22px;line-height:28px}.side{margin:2px 0 8px;max-width:60em}.find{margin-top:4px}.facts{grid-template-columns:repeat(3,1fr)}.rings{grid-template-columns:1fr 1fr}.insp h2{display:block}}
@media(max-width:680px){.page{padding:20px 16px 40px}h1{font-size:23px;line-height:30px;margin-bottom:14px}.facts{grid-template-columns:1fr 1fr;gap:8px 16px;font-size:12.5px;line-height:17px}main>section{margin-top:30px}nav.toc{gap:0 14px;margin-top:10px;padding-bottom:4px}.lead{font-size:18px;line-height:28px}.find{font-size:18px;line-height:25px}.bl,.fans,.rings,.rings.two,.two,footer{grid-template-columns:minmax(0,1fr)}.bl{gap:20px}.fans{gap:22px}
.insp{width:auto;left:0;top:auto;max-height:76vh;border-left:0;border-top:2px solid var(--ink)}
.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.stack,.stack tbody,.stack tr,.stack th,.stack td{display:block;width:auto!important;padding-right:0!important}.stack tr{border-bottom:1px solid var(--hair);padding:8px 0}.stack tr.sector{border:0;padding:0}.stack tbody th,.stack tbody td{border:0;padding:2px 0}.stack td[data-l]{display:grid;grid-template-columns:116px minmax(0,1fr);gap:0 10px}.stack td[data-l]::before{content:attr(data-l);font:12px/19px var(--sans);color:var(--ink2)}.stack td[data-l]>*{grid-column:2}.stack td:empty{display:none}.assumed{columns:1}
.opt td small{white-space:normal}.opt td.sv small{display:inline;margin-right:6px}.heat tbody th{padding-right:6px}}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{@page{size:A4;margin:9mm 12mm}@page map{size:A4 landscape;margin:10mm}
html{color-scheme:light}
body{font-size:10.5px;line-height:14.5px}.page{max-width:none;padding:0;margin:0!important}nav.toc,.insp,.skip,.twin,.fold:not(.onpaper[open]),.fold.onpaper>summary,.side,.screen,#annex-claims{display:none!important}
a,a.n,html a.f-open{text-decoration:none}
h1{font-size:18px;line-height:23px;margin:1px 0 6px;max-width:none;text-wrap:wrap}.kick{font-size:9.5px;line-height:13px}
.facts{grid-template-columns:repeat(5,minmax(0,auto));font-size:9.5px;line-height:13px;padding-top:5px;gap:4px 14px;border-top-width:1.5px}.facts dd small{font-size:9px;line-height:12px}
main>section{display:block;margin-top:5px;padding-top:4px}main>section>div:first-child{float:left;margin-right:12px}#s1>div:first-child{float:none}main>section>div:last-child>:nth-child(2){clear:both}
h2,.full h2{display:inline;font-size:10.5px;line-height:16px;color:var(--ink2)}h2 .no{display:inline;font:inherit;margin-right:5px}
.find,.full .find{font-size:12.5px;line-height:16px;margin:0 0 5px}
.bl{grid-template-columns:1.7fr 1fr;gap:22px}.lead{font-size:12px;line-height:15.5px;max-width:none}.conf,.note,.draft{font-size:9.5px;line-height:12.5px;margin-top:4px;max-width:none}.none{font-size:10.5px;line-height:14.5px}
h3{font-size:10px;line-height:13px}.unit{font-size:9px;line-height:11px}
.fans{grid-template-columns:1fr 1fr;gap:2px 18px}.key{font-size:9px;line-height:12px;margin-bottom:3px;gap:2px 14px}.key svg{zoom:.8}
.f-fan,.f-likelihood{zoom:.67}table.f-tornado{zoom:.66}table.f-tornado tbody th,table.f-tornado tbody .f-cell,table.f-tornado tbody td{padding-top:2px;padding-bottom:2px}.f-voices .f-voicedots,.f-voices small{display:inline;vertical-align:middle}.f-strip{zoom:.8}.f-ring{min-width:0}.f-key{font-size:9px;line-height:12px;margin-bottom:4px;gap:2px 14px}.f-note,.f-none{font-size:9px;line-height:11px;margin-top:2px}
.f-side h4{font-size:10px;line-height:13px}.f-side blockquote{font-size:11px;line-height:15px;margin:2px 0}.f-side cite{font-size:9px;line-height:12px}.f-if{font-size:9.8px;line-height:13px;margin-top:4px}.f-ifrow{font-size:9.5px;line-height:13px;padding:0}.f-verdicts{height:18px;font-size:9px;line-height:18px}.f-verdict{font-size:9.5px}
table{font-size:9.5px;line-height:12.2px}tbody th,tbody td{padding:1.8px 8px 1.8px 0}thead th{font-size:9px;line-height:11px;padding:0 8px 2px 0}td small,th small{font-size:8.8px;line-height:11px}caption{font-size:9px;line-height:12px}
.rings,.rings.two,.rings.one{grid-template-columns:1.1fr 1fr;gap:2px 16px}.rings.one{grid-template-columns:1fr}.rings>figure:first-child{grid-row:span 3;display:grid;grid-template-columns:176px 1fr;gap:0 12px;align-content:start}.rings>figure:first-child h3{grid-column:1/-1}.rings>figure:not(:first-child)>div:first-of-type,.course{display:none}#s3 .key{margin-bottom:1px}.assumed{font-size:9px;line-height:12px}
.rings svg{max-width:176px;margin:0}.rings figcaption{font-size:9px;line-height:11.4px}.rings h3,.fans h3{font-size:9.5px;line-height:12px}.rings>figure{padding-top:2px}
.rules thead th:first-child{width:auto!important}.rules td{white-space:nowrap}.rules th small{display:inline;margin-left:6px}.opt td.se{font-size:9.5px;line-height:12.5px}.opt td.sv small{display:inline;margin:0 4px 0 0}.opt tbody th,.opt tbody td{padding:1.5px 8px 1.5px 0}
#s3,#s5{break-inside:avoid}#s5+section{break-before:page}#annex-map{page:map;break-before:page;break-inside:avoid}.f-map{max-height:158mm;width:100%}#annex-variables{break-before:page}
.find,h2,h3,thead,.key{break-after:avoid}main>section>div:first-child{break-after:avoid}section{break-inside:auto}figure,tr,.ct2,.panel{break-inside:avoid}
td .sign,th .sign{zoom:.68}p.prose{max-width:none;margin-bottom:5px}
.ct2{padding:6px 0}.ct2 h3{font-size:12px;line-height:16px;margin-bottom:3px}blockquote{font-size:11px;line-height:15px;margin:2px 0}blockquote cite{font-size:9px;line-height:12px}q{font-size:9.5px}
.two p,.prose,.two ul{font-size:9.8px;line-height:13px}.two li small{font-size:8.8px;line-height:11px}.two li small+small{display:none}.two li{break-inside:avoid}.sub{margin:9px 0 3px}.two{gap:8px 22px;margin-top:8px}
.heat tbody th,.heat td.c{height:17px}.heat td.c i{height:15px;line-height:15px;font-size:8.8px}.heat thead th{font-size:8.8px}
.scroll,.wide{overflow:visible}.score{min-width:0;break-inside:avoid}.checks .w1{width:82px}.checks .w2{width:140px}.checks .w4{width:48px}
footer{font-size:9px;line-height:12px;margin-top:12px;gap:16px}code,pre{font-size:9px;line-height:12px}}
`

/** The page's script: focus into an opened panel; Escape and Close give focus and scroll place back. */
export const pageScript = `(function(){var last=null,y=0;function open(){return document.querySelector('.insp:target')}
function shut(){location.replace('#');scrollTo(0,y);if(last)last.focus({preventScroll:true})}
document.addEventListener('click',function(e){var t=e.target.closest?e.target.closest('a'):null;if(!t)return;if((t.getAttribute('href')||'').slice(0,3)==='#i-'){if(!t.closest('.insp')){last=t;y=scrollY}}else if(t.classList.contains('x')&&last){e.preventDefault();shut()}});
addEventListener('hashchange',function(){var t=open();if(t)t.focus({preventScroll:true})});
addEventListener('keydown',function(e){if(e.key==='Escape'&&open())shut()})})();`
