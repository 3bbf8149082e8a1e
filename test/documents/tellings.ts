// Two invented events, each told four times: an article, the same article rewritten by another
// outlet in its own words, an article by somebody else who was there on her own account, and an
// agency's report that has the same figures and heard the same clerk.
// For measuring what tells a rewrite from a second witness.

/** Paragraphs of one telling, in order. */
export type Telling = readonly string[]

export const SALT: Readonly<Record<"article" | "rewrite" | "witness" | "agency", Telling>> = {
  article: [
    "The council of the upper valley closed the salt road on Monday after a third raid on the herds in as many weeks, cutting the only link between the mill towns and the coast before the first snow.",
    "Raiders came down from the hills at dawn on Sunday and drove off nearly 400 animals near the ford at Tessa, according to the herders' guild. Two boys who watched the flock were hurt, one of them badly.",
    "“We cannot ask people to walk into an ambush,” said Ana Brandt, the council's clerk, who signed the order. She said the road would stay shut until patrols were doubled and the hill clans had handed over the men who led the attack.",
    "The closure has stranded some sixty carts loaded with grain at the lower gate, and traders warn that bread will run short in the mill towns within ten days if nothing moves. The price of flour rose by a fifth on Monday alone.",
    "Relations between the valley and the clans have soured since spring, when the council raised the toll on clan herds that cross the pass to winter pasture. Elders of the clans call the toll an insult and say that hunger, not greed, sends their young men down the slopes.",
    "Mediators from the abbey of Saint Orsa, who brokered the truce of 2027, offered on Monday to host talks. The clans have accepted, but the council insists that the raiders be surrendered first, a demand that the elders have refused twice before.",
    "Joel Amsel, who has driven salt over the pass for thirty years, said he feared a repeat of the winter of 2019, when a quarrel over a single bridge emptied half the villages. “It begins with cattle,” he said. “It ends with people leaving.”",
    "Without a settlement before the snow, the guild expects a third of its members to sell their herds, which would leave the valley dependent on costly imports from the coast until at least next summer.",
  ],
  rewrite: [
    "Mill towns in the upper valley have lost their only route to the coast after the council shut the salt road on Monday. The decision followed the third raid on livestock within three weeks and comes just before snow is expected.",
    "The herders' guild says that almost 400 animals were taken near the ford at Tessa when attackers descended from the hills early on Sunday. A pair of boys guarding the flock suffered injuries, and one is in a serious state.",
    "Council clerk Ana Brandt, whose signature is on the order, explained: “We cannot ask people to walk into an ambush.” The route is to remain closed, she added, until there are twice as many patrols and the clans give up those responsible.",
    "About sixty grain carts are now stuck at the lower gate. Merchants fear that the towns could run out of bread in ten days unless the wagons are let through; flour already cost twenty percent more by Monday evening.",
    "Tensions date from the spring, when a higher toll was imposed on clan animals crossing to winter pasture. Clan elders regard it as an insult. Their young men, they argue, are driven down the slopes by hunger and not by greed.",
    "An offer to host negotiations has come from the abbey of Saint Orsa, whose monks arranged the truce of 2027. While the clans agreed, the council wants the raiders handed over before anything else, something the elders have twice rejected.",
    "For Joel Amsel, a salt driver of three decades' standing, the events recall 2019, when a dispute about one bridge left half of the villages empty. “It begins with cattle,” he said. “It ends with people leaving.”",
    "If no agreement is found before the snow falls, one in three guild members is expected to sell up. The valley would then have to rely on expensive goods from the coast until next summer at the earliest.",
  ],
  witness: [
    "TESSA FORD - Smoke still hung over the winter huts when I reached the ford on Sunday afternoon. Marta Lind, whose family lost eighty sheep in the night, was counting what was left with chalk on a barn door.",
    "By her account the raiders were not more than twenty, some of them boys she knew from the summer markets. They took the animals that could walk fastest and left the rest in the river meadow, where several drowned.",
    "The council met until late and shut the salt road the next morning. In the mill towns the news travelled faster than the order: by noon the bakeries of Lower Arv had sold out, and the queue at the last open shop reached the bridge.",
    "A carter at the lower gate told me that he would wait three days and then turn back to the coast with his load. “Grain keeps,” he said, “but my horses do not eat promises.” Some of the others had already begun to sell from their wagons.",
    "Up in the hills the story is told differently. At a wedding in the clan village of Ost I heard that the valley's fences had taken the best autumn grazing, that two wells were dry, and that nobody had ever voted for a toll.",
    "The monks of Saint Orsa are trusted by both sides, which is rare here. Brother Ilian would not say what they proposed, only that the abbey's long table had been set for twelve and that so far four chairs were taken.",
    "Old people in Tessa speak of 2019 in low voices. That year the quarrel was about a bridge, and those who left never returned; their houses, roofless now, line the track like a warning to whoever comes to bargain.",
    "For the moment the herders are driving what they have to the abbey's pasture for safety. Whether it will hold so many mouths until spring is a question that Marta Lind prefers not to ask.",
  ],
  agency: [
    "ARV - Authorities in the upper valley shut the salt road on Monday, a day after gunmen stole hundreds of animals near Tessa ford, the latest in a string of raids blamed on hill clans.",
    "The herders' guild said about 400 head had been taken and that two young herders were in hospital. Police have made no arrests.",
    "Council clerk Ana Brandt told reporters that the closure would last until security improved. “We cannot ask people to walk into an ambush,” she said.",
    "Truckers and carters at the lower gate said dozens of loads of grain were waiting. Flour rose 20 percent in Arv market, and the millers' association urged families not to hoard.",
    "A spokesman for the clans, Ruben Ost, denied that elders had ordered the attack and accused the council of provoking unrest by raising tolls in the spring.",
    "The abbey of Saint Orsa has offered mediation. It helped to end fighting in 2027 in which 140 people died.",
    "The valley produces a tenth of the region's wool, and a long closure could hurt exports, analysts at the Maren bank said. Wool futures gained 3 percent on Monday.",
  ],
}

export const FEVER: typeof SALT = {
  article: [
    "Health officers in the port of Kessel confirmed on Thursday that marsh fever has spread to the northern docks, bringing the number of known cases to 1,240 and forcing the closure of three schools.",
    "The first patients were dockhands who unloaded timber in early March. Since then the fever has followed the canal, where standing water after the floods has let mosquitoes breed earlier than in any year on record.",
    "Hospitals are running short of quinine. The director of the harbour clinic, Doctor Lena Hartog, said that stocks would last nine days at the present rate, and that two shipments ordered in February had been held up by the customs strike.",
    "The city has begun to drain the basins behind the rope works, but engineers warn that the pumps were built for half the volume. Work stopped for most of Wednesday after a motor burned out.",
    "Trade is already suffering. Two shipping lines diverted their vessels to the port of Maren this week, and the chamber of commerce puts the daily loss at 300,000 crowns. Insurers have raised their rates for crews that call at Kessel.",
    "Residents of the canal quarter accuse the council of neglect. They had petitioned for new drains in 2029 and again last autumn, and were told both times that the money had gone to the opera house.",
    "Mayor Teun Bakker rejected the charge, and promised that every household would receive nets by Sunday. He appealed to the customs officers to let medicine through, whatever becomes of their dispute.",
    "Unless the nights turn cold, doctors expect the number of patients to double by the end of the month.",
  ],
  rewrite: [
    "Three schools in Kessel have shut as marsh fever reached the port's northern docks. There are now 1,240 confirmed cases, officials announced on Thursday.",
    "Dockhands handling a timber cargo at the beginning of March were the first to fall ill. The disease then moved along the canal; pools left by the floods have allowed mosquitoes to hatch sooner than ever recorded.",
    "Quinine is scarce. At the harbour clinic, according to its director Doctor Lena Hartog, supplies will be gone in nine days, since a pair of deliveries ordered in February is stuck because of the strike at customs.",
    "Draining of the basins behind the rope works is under way, though the pumps can handle only half of the water, engineers say. A burnt-out motor brought the effort to a halt on Wednesday.",
    "The economy feels the effects: a couple of shipping companies sent their vessels to Maren instead, while the chamber of commerce estimates losses of 300,000 crowns a day. Crews calling at the port also cost more to insure.",
    "People living in the canal quarter blame the council. Their petitions for better drains, in 2029 and last autumn, were turned down because the opera house had used up the funds.",
    "The mayor, Teun Bakker, denies this. Nets are to be given to every household by Sunday, he promised, and he asked customs staff to release medicine regardless of how their dispute ends.",
    "Doctors expect twice as many patients by the end of the month if the nights do not turn colder.",
  ],
  witness: [
    "When the school bell did not ring on Thursday, the children of Kessel's canal quarter went swimming. Their mothers, who know what lives in that water since March, fetched them out one by one.",
    "Nobody here needs the official count of 1,240. In Ropewalk Lane there is fever in nine houses out of twenty, and the pharmacist has hung a slate in his window that says, in capitals, no quinine until further notice.",
    "The shortage is a story of paper. Crates of medicine have stood in a locked shed on the customs pier for five weeks because officers who want a pension will not stamp anything, and because the ministry has not found time to see them.",
    "I walked along the basins behind the rope works with a pump man named Dirk. He showed me the motor that failed and the patch he made of it from a tram's. It runs, he said, as long as nobody looks at it.",
    "At the exchange the talk is of Maren, thirty miles down the coast, where berths are suddenly dear. Ships go where sailors are willing to go, a broker explained, and sailors read newspapers too.",
    "In the town hall they speak of nets. Volunteers had folded some four thousand when I visited, beneath a painting of the new opera house that somebody had turned to the wall.",
    "Doctor Hartog sleeps at the clinic. She is less worried about the days than the nights: one cold week would end it, she told me, and the almanac promises none before May.",
    "Towards evening the smoke of wet straw, which people burn against the mosquitoes, covers the canal like a second fog, and the town coughs itself to sleep.",
  ],
  agency: [
    "KESSEL - Marsh fever has infected at least 1,240 people in the port of Kessel, city health officials said on Thursday, as schools closed and shipping lines began to stay away.",
    "The outbreak was first reported in March among dock workers. Health experts say floods left pools of standing water in which mosquitoes breed.",
    "A strike by customs officers has delayed imports of quinine. Lena Hartog, director of the harbour clinic, said supplies would run out in little more than a week.",
    "Opposition members of the council called for Mayor Teun Bakker to resign over drains that residents say they asked for years ago. The mayor said nets would be handed out by Sunday.",
    "The national government has offered army pumps and 50 nurses. Similar outbreaks in 2012 and 2021 killed 87 people in the delta.",
    "Maren, a rival port, said it had taken in five extra vessels this week. Kessel's chamber of commerce estimates the loss at 300,000 crowns a day.",
  ],
}

/** One event as an article told it, two retellings cut to two thirds in other words, and an opinion on it. */
export const BRIDGE: Readonly<Record<"article" | "brief" | "digest" | "opinion", Telling>> = {
  article: [
    "The council of Harrow Bay closed the old swing bridge to lorries on Monday after divers found cracks in two of its iron piers. Drivers were told to use the ferry or the long road through the marsh villages.",
    "Lorries that used the bridge carried most of the bay's mussels to the market at Stern. Since the closure the growers pay twice as much for each load, and three of them have stopped selling at Stern altogether.",
    "Mussel prices at the Stern market rose by a fifth within a week. Traders there say that households buy less, and that the stalls close before noon because nothing is left to sell.",
    "The ferry company has put a second boat into service, but it can take only six lorries an hour. Queues at the slipway reach back to the school, and parents complain of fumes and of children who arrive late.",
    "In the marsh villages the heavy traffic has broken the surface of the only road. Residents of Low Fen blocked it for an evening to demand a speed limit, and the police fined eleven drivers.",
    "The council says that a full repair would cost four million crowns, which is more than its yearly budget for roads. It has asked the provincial government for a loan, and expects no answer before the summer.",
    "Engineers hired by the harbour board believe that the cracks were caused by barges which struck the piers during last winter's floods. The board denies that its pilots were warned, and its insurers have opened an inquiry.",
    "Growers fear that the season will be lost if the bridge stays shut beyond June, when the mussels spawn and cannot be sold. Their association has offered to pay for a temporary span if the council lends the ground.",
    "Mayor Edda Quill said that no lorry will cross before the divers have been down again. She promised weekly reports, and a meeting with growers, traders and villagers in the old customs house on Friday.",
  ],
  brief: [
    "Heavy vehicles have been barred from Harrow Bay's ageing swing bridge since Monday, when an underwater survey turned up fractures in a pair of its piers. Traffic is sent to the ferry or round by the marsh.",
    "For mussel growers the ban doubles what it costs to bring a load to Stern, and three have already given that market up. Until now nearly all their catch went over the bridge.",
    "At Stern, shoppers face mussels that cost a fifth more than seven days ago. Stallholders report fewer buyers and shut before midday with empty tables.",
    "A second vessel now helps the ferry, yet no more than half a dozen trucks get across in an hour. The line of waiting lorries stretches to the school, whose parents object to the exhaust.",
    "Repairing the bridge properly is put at four million crowns, beyond what the council spends on roads in a year. A loan has been requested from the province; a reply is not due until summer.",
    "Unless the crossing reopens by June, when spawning ends sales, growers say the year is gone. They would finance a provisional span themselves on council land.",
  ],
  digest: [
    "Lorries may no longer use the swing bridge at Harrow Bay, where divers have seen cracks in the iron piers. They must queue for a boat or drive through the marshes.",
    "Carrying mussels to Stern costs growers twice what it did, and some no longer send any. The price on the stalls there has climbed by twenty in the hundred and customers stay away.",
    "The extra ferry carries six lorries each hour. Pupils come late because the queue blocks their street, their parents say, and the air is bad.",
    "Low Fen's people barred their broken road one evening and called for a limit on speed; the police handed out eleven fines.",
    "Four million crowns would mend the bridge, more than the council's money for roads in a year, so it hopes for a provincial loan by the summer.",
    "Barges that hit the piers in the winter floods are to blame, say engineers of the harbour board, which denies having warned nobody. Insurers are looking into it.",
    "The mayor, Edda Quill, will let no lorry over until divers have gone down once more, and meets growers, traders and villagers on Friday.",
  ],
  opinion: [
    "A bridge in Harrow Bay was closed this week. I have crossed it for thirty years and I knew that it would come to this, because nobody on the council has ever looked under the water.",
    "Mussels made this bay rich. My grandfather rowed them to Stern himself, and nobody spoke of lorries then; a load took a day, and the market waited for the tide.",
    "Those who now sit in queues at the slipway should ask who voted against the tunnel. The ferry company's owner sat in the front row that night and clapped.",
    "The school has asked for trees along the slipway road. I think that is the first sensible idea that this affair has brought, and I would plant them myself.",
    "A loan from the province is no gift. We shall pay for the bridge twice, once for the iron and once for the interest, and the growers will pay a third time.",
    "The mayor promises reports each week. I would rather have a diver each year, and a council that reads what he writes before the iron cracks.",
  ],
}
