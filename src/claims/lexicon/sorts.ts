// Words for what can be seen and touched: who acts, what is handled, where one is. Data, general English, singular.
// The scorer asks what kind a word is of: somebody who raises a flag changes nothing that anybody else feels, and a path that
// leads to a chapel causes none.
//
// What a crisis is about stands in none of these lists, though it can be touched: bread, grain, wells, ships, dams.

import {words} from "../../core/word-lists.ts"
import {ACTORS} from "./things.ts"

/** Who acts, beside the lexicon's actors and the endings that tell: kin, ranks, trades, ages, beasts. */
export const PERSONS: ReadonlySet<string> = new Set(
  words(`
  aunt uncle cousin nephew niece grandmother grandfather grandson granddaughter twin sibling stepmother stepfather godmother
  bachelor spinster spouse groom toddler infant baby teenager adult elder senior junior youngster lad lass
  kid folk person neighbour neighbor stranger passenger passer-by bystander onlooker guest visitor tourist walker hiker
  cadet corporal lieutenant private major marshal squire page herald herdsman huntsman boatman watchman fisher
  accountant merchant servant assistant attendant inhabitant occupant applicant participant claimant emigrant immigrant
  apprentice artisan craftsman mechanic technician plumber electrician weaver spinner dyer tanner brewer miller cooper glazier
  stoker docker stevedore lamplighter locksmith jeweller tinker pedlar peddler hawker barber hairdresser cobbler seamstress
  waiter waitress barmaid butler maid steward stewardess cleaner janitor doorman bellboy
  novelist pianist violinist soloist organist choir orchestra band troupe cast comedian clown juggler
  hermit saint prophet priestess abbess vicar pastor preacher missionary sexton acolyte disciple
  wizard witch sorcerer emperor empress duke duchess baron count countess earl viscount courtier vassal
  champion winner loser finalist contestant competitor rower swimmer diver skater skier jockey goalkeeper
  cadre agent sleuth detective burglar robber pirate bandit outlaw hangman executioner
  pensioner retiree veteran newcomer outsider expert adviser advisor aide envoy ambassador consul clerk usher
  scribe chronicler scholar astronomer mathematician chemist physicist botanist geologist surveyor cartographer
  dog cat hen cock rooster chicken duck goose cow ox bull calf sheep lamb goat kid pig horse mare foal pony mule donkey camel
  rabbit hare fox wolf bear lion tiger elephant monkey squirrel hedgehog turtle tortoise frog toad lizard snake parrot owl crow
  raven gull heron crane stork swan pigeon dove sparrow
  men women people children mice
`),
)

/** Whether a word is a common noun for somebody who acts. */
export const isActor = (lemma: string): boolean => ACTORS.has(lemma) || PERSONS.has(lemma)

/** What a hand can hold, wear, eat at a table or hang on a wall; parts of a body, of a house, of a text. */
export const HANDLED: ReadonlySet<string> = new Set(
  words(`
  hand finger thumb elbow shoulder leg foot knee heel head face eye ear nose mouth lip tongue tooth chin cheek brow eyebrow
  neck throat chest breast back hip hair beard moustache nail skin fist voice breath
  hat cap cloak coat shirt jacket skirt dress gown robe costume scarf glove shoe boot sandal sock belt ribbon veil crown ring necklace
  bracelet brooch button glasses umbrella bag purse basket sack box chest crate trunk parcel package envelope
  cup mug glass bowl plate dish spoon fork knife pot pan kettle jug jar bottle barrel cask bucket tray lid cork
  cake pie pastry biscuit sandwich soup stew broth sausage cheese pudding pancake sweet lollipop supper dinner lunch breakfast
  table chair bench stool bed cot cradle cupboard wardrobe shelf drawer desk mirror lamp lantern candle torch carpet rug curtain
  blanket pillow mattress sheet tent towel soap comb brush broom mop rope string thread needle pin hook chain
  flag banner pennant anchor sail oar mast hammock bell drum flute violin fiddle harp trumpet horn organ piano guitar
  ball doll toy kite puppet dice card chessboard puzzle medal trophy cup badge wreath bouquet bunch ornament
  pen pencil brush paint ink chalk paper page book ledger letter postcard diary notebook scroll map chart poster leaflet ticket
  stamp coin banknote wallet key lock bolt hinge nail screw hammer saw axe shovel spade rake hoe ladder wheelbarrow
  match pipe cigar cigarette tobacco stick cane staff spear sword shield bow arrow
  door gate window shutter roof floor ceiling wall beam rafter arch pillar column porch balcony stair staircase step chimney
  hearth stove oven fireplace altar pew pulpit tomb statue plaque monument bust portrait painting picture photograph photo sculpture
  clock watch camera microphone screen telephone phone keyboard switch lever handle knob dial
  rose tulip lily daisy leaf twig bush hedge pebble stone rock shell feather
  verse stanza chapter paragraph sentence column headline song tune melody hymn note chord joke riddle toast
  candidate question hypothesis alarm curtain bid point matter issue objection
  flame tree lawn grass
`),
)

/** What carries people and goods. */
export const VEHICLES: ReadonlySet<string> = new Set(
  words(`
  cart carriage coach wagon lorry truck van car cab taxi bus tram train bicycle bike motorcycle sledge sleigh canoe kayak
  raft dinghy balloon glider convoy caravan
`),
)

/** Where somebody can be, come or go. */
export const PLACES: ReadonlySet<string> = new Set(
  words(`
  place  site corner    top  end north south east west
  road street lane alley path track trail avenue highway bypass bridge tunnel ford ferry stair passageway corridor crossing
  square plaza yard courtyard garden park orchard meadow field lawn   playground
  house home hut cottage cabin barn stable shed mansion palace castle fort fortress tower citadel  temple shrine chapel church
  cathedral mosque abbey monastery convent cloister room hall chamber kitchen cellar attic loft lobby foyer bedroom bathroom library museum
  theatre theater cinema inn tavern pub cafe restaurant hotel hostel shop store bakery market stall booth counter warehouse
  office workshop factory  mill kiln foundry quarry  pit trench ditch cave grotto
  hill mountain ridge summit peak slope cliff valley gorge canyon   plateau desert dune oasis swamp marsh bog heath moor
  forest wood grove thicket jungle clearing river stream brook creek lake pond pool lagoon waterfall
  sea ocean bay gulf strait coast shore beach cape peninsula island isle islet reef delta estuary mouth
  station platform  terminal airport quay pier jetty wharf dock landing lighthouse
  suburb  neighbourhood neighborhood hamlet village
  cemetery graveyard cellar entrance exit doorway threshold staircase
`),
)
