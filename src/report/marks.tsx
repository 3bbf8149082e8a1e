// Marks by which a reader says whether something was read rightly, and what they become: lines for edits.jsonl. In: a claim
// or a join. Out: radio buttons with, for each, the words of the `brink edit` that it stands for.
//
// Without a script a chosen mark shows its command to copy, by the style sheet alone. With it the page gathers what was
// marked, wherever a claim stands, and makes a file of lines that `brink edit CASE --from FILE` takes; nothing is sent.

import type {JSX} from "preact"
import type {Claim} from "../claims/index.ts"
import {shellWord} from "../core/shell.ts"
import type {Join} from "../firstreading/index.ts"

/** A mark, its label, and the edit that it stands for as it is typed. */
type Choice = {readonly value: string; readonly label: string; readonly command: string; readonly act: object | null}

function command(words: string, why: string): string {
  return `brink edit CASE ${words} --why ${shellWord(why)}`
}

const WHY = {
  right: "read rightly",
  wrong: "read wrongly",
  way: "it acts the other way",
  words: "other words are meant",
  same: "two names of one thing",
  opposite: "one is the other turned round",
}

/** The marks of a claim. Where it has no sign there is no other way. */
function choicesOf({id, hedge, sign, cause, effect}: Claim): Choice[] {
  const other = sign === "+" ? "-" : sign === "-" ? "+" : null
  return [
    {
      value: "right",
      label: "right",
      command: command(`accept ${id}${hedge === null ? "" : " hedged"}`, WHY.right),
      act: {kind: "accept", claim: id, ...(hedge !== null && {plainly: false}), why: WHY.right},
    },
    {
      value: "wrong",
      label: "wrong",
      command: command(`reject ${id}`, WHY.wrong),
      act: {kind: "reject", claim: id, why: WHY.wrong},
    },
    ...(other === null
      ? []
      : [
          {
            value: "way",
            label: "other way",
            command: command(`sign ${id} ${other}`, WHY.way),
            act: {kind: "sign", claim: id, sign: other, why: WHY.way},
          },
        ]),
    {
      value: "words",
      label: "other words",
      command: command(`span ${id} ${shellWord(cause.text)} ${shellWord(effect.text)}`, WHY.words),
      act: {
        kind: "span",
        claim: id,
        cause: cause.text.replace(/\s+/g, " "),
        effect: effect.text.replace(/\s+/g, " "),
        why: WHY.words,
      },
    },
  ]
}

/** Radio buttons, each with its command. `place` makes the name of the group, of which a page may have no two. */
function Marks(props: {subject: string; place: string; legend: string; choices: readonly Choice[]}): JSX.Element {
  const {subject, place, legend, choices} = props
  return (
    <fieldset class="mk" data-s={subject}>
      <legend class="vh">{legend}</legend>
      {choices.map(({value, label, act}) => (
        <label>
          <input type="radio" name={place} value={value} data-act={act === null ? undefined : JSON.stringify(act)} />
          {label}
        </label>
      ))}
      {choices.map(({value, command}) => (
        <code class={`ln ln-${value}`}>{command}</code>
      ))}
    </fieldset>
  )
}

/** The marks of one claim at one place of the page. */
export function ClaimMarks({claim, place}: {claim: Claim; place: string}): JSX.Element {
  const legend = `Is it so read: ${claim.cause.text.replace(/\s+/g, " ")}; ${claim.effect.text.replace(/\s+/g, " ")}`
  return <Marks subject={claim.id} place={`${place}-${claim.id}`} legend={legend} choices={choicesOf(claim)} />
}

/** The marks of two factors that may be one. A "no" is nobody's edit: the two are apart already. */
export function JoinMarks({join, names}: {join: Join; names: readonly [string, string]}): JSX.Element {
  const {factors, sign} = join
  const opposite = sign === "opposite"
  const choices: Choice[] = [
    {
      value: "same",
      label: "one thing",
      command: command(`merge ${factors.map(shellWord).join(" ")}`, WHY.same),
      act: {kind: "merge", factors, why: WHY.same},
    },
    {
      value: "opposite",
      label: "opposites",
      command: command(`opposites ${factors.map(shellWord).join(" ")}`, WHY.opposite),
      act: {kind: "merge", factors, opposite: [factors[1]], why: WHY.opposite},
    },
    {value: "apart", label: "two things", command: "They are apart already: nothing to write.", act: null},
  ]
  const [same, turned, apart] = choices as [Choice, Choice, Choice]
  return (
    <Marks
      subject={factors.join(" ")}
      place={`join-${factors.join("-")}`}
      legend={`Are they one thing: ${names.join("; ")}`}
      choices={opposite ? [turned, same, apart] : [same, turned, apart]}
    />
  )
}

/** The bar that counts marks. It is empty, and takes no room, until a script fills it. */
export function MarkBar(): JSX.Element {
  return (
    <aside class="mkbar screen" id="marks" aria-label="Marks made" hidden>
      <p role="status" id="marks-n" />
      <button type="button" id="marks-get">
        Download the lines
      </button>
      <button type="button" id="marks-see" aria-expanded="false" aria-controls="marks-all">
        Show them
      </button>
      <button type="button" id="marks-none">
        Take all back
      </button>
      <textarea id="marks-all" readOnly rows={6} aria-label="Lines for edits.jsonl" hidden />
      <p class="mkhow">
        <code>brink edit CASE --from brink-marks.jsonl</code> applies them
      </p>
    </aside>
  )
}

/** The style of the marks. */
export const marksCss = `.mk{border:0;margin:0;padding:0;font:12px/20px var(--sans);color:var(--ink2);min-width:0}.mk label{display:inline-block;margin-right:10px;white-space:nowrap;cursor:pointer;min-height:24px}.mk input[type=radio]{margin:0 4px 0 0;vertical-align:-2px;accent-color:var(--blue)}.mk label:has(:checked){color:var(--ink)}
.ln{display:none;font-size:11px;line-height:16px;background:var(--wash);padding:4px 6px;margin-top:4px;user-select:all}${["right", "wrong", "way", "words", "same", "opposite", "apart"].map((value) => `.mk:has([value=${value}]:checked)>.ln-${value}`).join(",")}{display:block}.js .ln{display:none!important}
.mk .own{display:grid;gap:4px;margin-top:4px}.mk .own label{white-space:normal;margin:0;display:block}.mk .own input{width:100%;font:italic 14px/20px var(--serif);color:var(--ink);background:var(--paper);border:1px solid var(--ink3);padding:2px 6px}.mk .own small{color:var(--orange)}
.mkbar{position:sticky;bottom:0;z-index:4;background:var(--paper);border-top:2px solid var(--ink);padding:10px 0;margin-top:32px;font:13px/20px var(--sans);display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center}.mkbar[hidden]{display:none}.mkbar p{margin:0}.mkbar #marks-n{font-weight:600}.mkbar button{font:600 13px/20px var(--sans);color:var(--ink);background:var(--paper);border:1px solid var(--ink3);padding:3px 10px;cursor:pointer;min-height:28px}.mkbar button:hover{border-color:var(--blue);color:var(--blue)}.mkbar textarea{flex-basis:100%;width:100%;font:12px/18px var(--mono);color:var(--ink);background:var(--wash);border:1px solid var(--hair)}.mkbar textarea[hidden]{display:none}.mkhow{color:var(--ink2)}
@media(max-width:680px){.mkbar{margin-left:-16px;margin-right:-16px;padding:8px 16px}}
@media print{.mkbar,.ln{display:none!important}.mk label{font-size:9px;line-height:12px;min-height:0;margin-right:6px}.mk input[type=radio]{width:8px;height:8px}}`

/**
 * The script of the marks: a claim marked at one place is marked wherever it stands; words of its own can be given for a
 * phrase as long as they are in the sentence; the bar counts, shows and hands over the lines, in the order of the page.
 */
export const marksScript = `(function(){var d=document,root=d.documentElement,bar=d.getElementById('marks');if(!bar)return;root.classList.add('js');
var n=d.getElementById('marks-n'),all=d.getElementById('marks-all'),see=d.getElementById('marks-see');
function sets(s){return [].filter.call(d.querySelectorAll('.mk'),function(f){return f.dataset.s===s})}
function subjects(){var seen={},list=[];d.querySelectorAll('.mk').forEach(function(f){if(!seen['$'+f.dataset.s]){seen['$'+f.dataset.s]=1;list.push(f.dataset.s)}});return list}
function chosen(s){var c=null;sets(s).forEach(function(f){c=c||f.querySelector('input[type=radio]:checked')});return c}
var own={};
function actOf(s){var c=chosen(s);if(!c||!c.dataset.act)return null;var a=JSON.parse(c.dataset.act);if(a.kind!=='span')return a;var read={cause:a.cause,effect:a.effect},mine=own['$'+s]||{},b={kind:'span',claim:a.claim},k=0;['cause','effect'].forEach(function(side){var t=(mine[side]===undefined?read[side]:mine[side]).replace(/\\s+/g,' ').trim();if(t&&t!==read[side]){b[side]=t;k++}});b.why=a.why;return k?b:null}
function lines(){return subjects().map(actOf).filter(Boolean).map(function(a){return JSON.stringify(a)})}
function tell(){var ids=subjects().filter(function(s){return chosen(s)}),l=lines(),left=ids.length-l.length;bar.hidden=!ids.length;n.textContent=ids.length+(ids.length===1?' mark, ':' marks, ')+l.length+(l.length===1?' line':' lines')+(left?' ('+left+' with nothing to write yet)':'');all.value=l.join('\\n');d.getElementById('marks-get').disabled=!l.length}
function words(f){var old=f.querySelector('.own'),c=f.querySelector('input[value=words]:checked');if(!c){if(old)old.remove();return}if(old)return;var a=JSON.parse(c.dataset.act),s=f.dataset.s,box=d.createElement('div');box.className='own';var mine=own['$'+s]=own['$'+s]||{};
['cause','effect'].forEach(function(side){var l=d.createElement('label'),i=d.createElement('input');l.textContent=side==='cause'?'cause, in words of the sentence':'effect, in words of the sentence';i.type='text';i.value=mine[side]===undefined?a[side]:mine[side];i.addEventListener('input',function(){mine[side]=i.value;sets(s).forEach(function(g){if(g!==f){var o=g.querySelectorAll('.own input')[side==='cause'?0:1];if(o)o.value=i.value}});tell()});l.appendChild(i);box.appendChild(l)});f.appendChild(box)}
d.addEventListener('change',function(e){var t=e.target;if(!t.matches||!t.matches('.mk input[type=radio]'))return;var s=t.closest('.mk').dataset.s;sets(s).forEach(function(f){f.querySelectorAll('input[type=radio]').forEach(function(r){r.checked=r.value===t.value});words(f)});tell()});
d.getElementById('marks-get').addEventListener('click',function(){var u=URL.createObjectURL(new Blob([lines().join('\\n')+'\\n'],{type:'application/jsonl'})),a=d.createElement('a');a.href=u;a.download='brink-marks.jsonl';d.body.appendChild(a);a.click();a.remove();setTimeout(function(){URL.revokeObjectURL(u)},1e4)});
see.addEventListener('click',function(){all.hidden=!all.hidden;see.setAttribute('aria-expanded',String(!all.hidden));see.textContent=all.hidden?'Show them':'Hide them'});
d.getElementById('marks-none').addEventListener('click',function(){d.querySelectorAll('.mk input[type=radio]:checked').forEach(function(r){r.checked=false});d.querySelectorAll('.mk .own').forEach(function(o){o.remove()});own={};tell()});
tell()})();`
