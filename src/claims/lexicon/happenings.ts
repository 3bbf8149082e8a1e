// What happens in news of a crisis, by sort: what people do in protest, what harms them, what those in power do about it. A deed of
// one sort after another is a reaction, of other sorts a mere sequence (docs/annotating.md); the scorer learns which. Data, general
// English, lemmas of nouns and verbs alike. A word may be of several sorts.

import {words} from "../../core/word-lists.ts"

/** Each sort of happening with its words. */
export const HAPPENINGS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    unrest: `
      protest protester demonstration demonstrate demonstrator rally march riot rioter strike agitation agitate boycott shutdown
      clash unrest violence uprising revolt rebellion mutiny blockade sit-in walkout stoppage picket outcry anger outrage fury
      uproar backlash row dispute feud tension controversy campaign procession stir disturbance chaos turmoil vandalism loot
      looting stone-pelting pelt rampage gather assemble walk-out tumult disorder upheaval resistance hunger-strike encampment
      block occupy besiege revolution insurrection brawl scuffle quarrel
    `,
    harm: `
      death die kill killing injury injure wound wounded dead hurt casualty toll damage destroy destruction fatality victim perish
      maim cripple burn blaze collapse loss suffer hospitalise hospitalize displace displacement homeless fatal lynch murder slay
      massacre shoot behead drown crush succumb torch gut vandalise vandalize disrupt disruption paralyse paralyze standstill
      starve sicken poison strand trap bruise choke suffocate ruin wreck bereave orphan
    `,
    measure: `
      arrest detain detention custody suspend suspension sack dismiss dismissal fire resign resignation close closure shut curfew
      ban prohibit cancel cancellation postpone postponement adjourn call-off halt stop deploy deployment tighten impose imposition
      lockdown evacuate evacuation flee retreat withdraw withdrawal lift release free investigate investigation inquiry probe
      charge sue lawsuit indict jail imprison sentence convict fine expel deport seize summon apologise apologize apology order
      warn restrict restriction cordon seal raid crackdown dispersal disperse bail rush resume reopen end delay divert reroute
      remand reinforce patrol guard abandon scrap shelve revoke recall disband relocate quarantine
    `,
    attack: `
      attack bomb bombing blast explosion explode raid ambush shooting shootout gunfire firing fire assault shelling shell airstrike
      clash encounter firefight battle fighting gunfight stampede crash accident storm flood quake earthquake landslide derail
      derailment grenade mine rocket missile gunman militant rebel insurgent hostage kidnap abduct kidnapping siege tear-gas coup
      invasion war cyclone hurricane tornado typhoon drought epidemic outbreak crackdown stabbing arson hijack collision
    `,
    decision: `
      decision verdict ruling judgment judgement law bill act amendment policy plan proposal order announcement move reform
      regulation rule tax levy tariff hike increase rise price cut reduction budget measure deal agreement accord treaty election
      vote poll referendum appointment refusal failure delay lack shortage absence denial inaction closure privatisation
      privatization demolition eviction acquisition construction project scheme quota sentence acquittal arrest death killing
      murder rape assault corruption injustice discrimination brutality abuse layoff retrenchment dismissal transfer execution
    `,
    speech: `
      say tell add state claim allege demand urge call appeal request ask note report announce declare comment remark argue insist
      explain describe speak speech statement slogan shout chant address condemn criticise criticize denounce accuse blame slam
      praise express voice believe think deny admit confirm reveal acknowledge testify write read mention quote
    `,
    motion: `
      go come arrive leave return travel reach move walk march drive enter head visit attend meet join hold gather take run cross
      pass follow sit stand wait stay live work begin start continue
    `,
  }).map(([sort, list]) => [sort, new Set(words(list))] as const),
)
