// What is folded until somebody asks for it: tables that a reader looks things up in. Their sections say in a sentence what
// they hold, so that nothing has to be unfolded to be understood.

import type {ComponentChildren, JSX} from "preact"

/** Something folded, by what it holds; on paper it is unfolded where scripts run (`onpaper`). `id` where an address leads into it. */
export function Folded(props: {says: string; id?: string; children: ComponentChildren}): JSX.Element {
  const {says, id, children} = props
  return (
    <details class="fold onpaper" {...(id === undefined ? {} : {id})}>
      <summary>{says}</summary>
      {children}
    </details>
  )
}

/** A wide table, folded: it scrolls by itself, and the keyboard reaches it. */
export function FoldedTable({says, children}: {says: string; children: ComponentChildren}): JSX.Element {
  return (
    <Folded says={says}>
      <section class="scroll" tabindex={0} aria-label={says}>
        {children}
      </section>
    </Folded>
  )
}

/** Where scripts run: what is folded away is unfolded when an address leads into it, and tables are unfolded for paper. */
export const unfoldScript = `(function(){function unfold(){var t=document.getElementById(decodeURIComponent(location.hash.slice(1))),folded=false;for(var p=t;p;p=p.parentElement)if(p.tagName==='DETAILS'&&!p.open)folded=p.open=true;if(folded)t.scrollIntoView()}
addEventListener('beforeprint',function(){document.querySelectorAll('details.onpaper:not([open])').forEach(function(d){d.open=true;d.dataset.shut=''})});addEventListener('afterprint',function(){document.querySelectorAll('details[data-shut]').forEach(function(d){d.open=false;delete d.dataset.shut})});
addEventListener('hashchange',unfold);unfold()})();`
