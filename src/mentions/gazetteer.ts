// Who there is in the world that newspapers name: states with their adjectives, people and
// seats of government, organisations of states, news agencies. Data, general knowledge as of
// 2025, for any case; what a document names besides is found by its form (actor-words.ts).

/** A state as texts name it. */
export type State = {
  readonly name: string
  /** "Arvian", "Arvians" where the plural is not the adjective with -s: what its people and things are called. */
  readonly people: readonly string[]
  /** The capital and the buildings that stand for the government. */
  readonly seats: readonly string[]
  readonly otherNames: readonly string[]
}

// Name | adjective and people | seat of government | other names
const TABLE = `Afghanistan|Afghan|Kabul
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Andorra|Andorran|
Angola|Angolan|Luanda
Antigua and Barbuda|Antiguan||Antigua
Argentina|Argentine,Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra
Austria|Austrian|
Azerbaijan|Azerbaijani,Azeri|Baku
Bahamas|Bahamian|Nassau
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Barbados|Barbadian|Bridgetown
Belarus|Belarusian,Belarussian|Minsk
Belgium|Belgian|
Belize|Belizean|Belmopan
Benin|Beninese|Porto-Novo,Cotonou
Bhutan|Bhutanese|Thimphu
Bolivia|Bolivian|La Paz
Bosnia and Herzegovina|Bosnian|Sarajevo|Bosnia
Botswana|Botswanan|Gaborone
Brazil|Brazilian|Brasilia,Brasília
Brunei|Bruneian|
Bulgaria|Bulgarian|Sofia
Burkina Faso|Burkinabe,Burkinabé|Ouagadougou
Burundi|Burundian|Bujumbura,Gitega
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde,Yaoundé
Canada|Canadian|Ottawa
Cape Verde|Cape Verdean|Praia
Central African Republic|Central African|Bangui
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China|Chinese|Beijing|People's Republic of China,PRC
Colombia|Colombian|Bogota,Bogotá
Comoros|Comorian|Moroni
Congo|Congolese|Kinshasa|Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC
Costa Rica|Costa Rican|
Croatia|Croatian,Croat|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czech Republic|Czech|Prague|Czechia
Denmark|Danish,Dane|Copenhagen
Djibouti|Djiboutian|
Dominican Republic|Dominican|Santo Domingo
East Timor|Timorese|Dili|Timor-Leste
Ecuador|Ecuadorian,Ecuadorean|Quito
Egypt|Egyptian|Cairo
El Salvador|Salvadoran|San Salvador
Equatorial Guinea|Equatoguinean|Malabo
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Eswatini|Swazi|Mbabane|Swaziland
Ethiopia|Ethiopian|Addis Ababa
Fiji|Fijian|Suva
Finland|Finnish,Finn|Helsinki
France|French|Paris,Elysee,Élysée
Gabon|Gabonese|Libreville
Gambia|Gambian|Banjul
Georgia|Georgian|Tbilisi
Germany|German|Berlin
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Grenada|Grenadian|
Guatemala|Guatemalan|
Guinea|Guinean|Conakry
Guinea-Bissau|Bissau-Guinean|Bissau
Guyana|Guyanese|Georgetown
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic,Icelander|Reykjavik
India|Indian|New Delhi,Delhi
Indonesia|Indonesian|Jakarta
Iran|Iranian|Tehran|Islamic Republic of Iran
Iraq|Iraqi|Baghdad
Ireland|Irish|Dublin
Israel|Israeli|Jerusalem,Tel Aviv
Italy|Italian|Rome
Ivory Coast|Ivorian|Yamoussoukro,Abidjan|Cote d'Ivoire,Côte d'Ivoire
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo
Jordan|Jordanian|Amman
Kazakhstan|Kazakh,Kazakhstani|Astana
Kenya|Kenyan|Nairobi
Kiribati||Tarawa
Kosovo|Kosovar,Kosovan|Pristina
Kuwait|Kuwaiti|
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian,Lao|Vientiane
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Lesotho|Basotho|Maseru
Liberia|Liberian|Monrovia
Libya|Libyan|Tripoli
Liechtenstein||Vaduz
Lithuania|Lithuanian|Vilnius
Luxembourg|Luxembourger|
Madagascar|Malagasy|Antananarivo
Malawi|Malawian|Lilongwe
Malaysia|Malaysian|Kuala Lumpur,Putrajaya
Maldives|Maldivian|
Mali|Malian|Bamako
Malta|Maltese|Valletta
Marshall Islands|Marshallese|Majuro
Mauritania|Mauritanian|Nouakchott
Mauritius|Mauritian|Port Louis
Mexico|Mexican|Mexico City
Micronesia|Micronesian|Palikir
Moldova|Moldovan|Chisinau
Monaco|Monegasque|
Mongolia|Mongolian|Ulaanbaatar
Montenegro|Montenegrin|Podgorica
Morocco|Moroccan|Rabat
Mozambique|Mozambican|Maputo
Myanmar|Burmese|Naypyidaw,Naypyitaw|Burma
Namibia|Namibian|Windhoek
Nauru|Nauruan|
Nepal|Nepali,Nepalese|Kathmandu
Netherlands|Dutch||Holland
New Zealand|New Zealander|Wellington
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja
North Korea|North Korean|Pyongyang|DPRK
North Macedonia|Macedonian|Skopje|Macedonia
Norway|Norwegian|Oslo
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad,Rawalpindi
Palau|Palauan|
Palestine|Palestinian|Ramallah|Palestinian Authority
Panama|Panamanian|
Papua New Guinea|Papua New Guinean|Port Moresby
Paraguay|Paraguayan|Asuncion,Asunción
Peru|Peruvian|Lima
Philippines|Philippine,Filipino|Manila,Malacanang
Poland|Polish|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia|Russian|Moscow,Kremlin|Russian Federation
Rwanda|Rwandan|Kigali
Samoa|Samoan|Apia
Saudi Arabia|Saudi|Riyadh
Senegal|Senegalese|Dakar
Serbia|Serbian,Serb|Belgrade
Seychelles|Seychellois|
Sierra Leone|Sierra Leonean|Freetown
Singapore|Singaporean|
Slovakia|Slovak|Bratislava
Slovenia|Slovenian,Slovene|Ljubljana
Solomon Islands|Solomon Islander|Honiara
Somalia|Somali|Mogadishu
South Africa|South African|Pretoria
South Korea|South Korean|Seoul
South Sudan|South Sudanese|Juba
Spain|Spanish,Spaniard|Madrid
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Suriname|Surinamese|Paramaribo
Sweden|Swedish,Swede|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian|Damascus
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik|Dushanbe
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Togo|Togolese|Lome,Lomé
Tonga|Tongan|
Trinidad and Tobago|Trinidadian|Port of Spain|Trinidad
Tunisia|Tunisian|Tunis
Turkey|Turkish,Turk|Ankara|Turkiye,Türkiye
Turkmenistan|Turkmen|Ashgabat
Tuvalu|Tuvaluan|
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev
United Arab Emirates|Emirati|Abu Dhabi|UAE,Emirates
United Kingdom|British,Briton|London,Westminster,Whitehall,Downing Street|UK,Britain,Great Britain
United States|American|Washington,White House,Pentagon|U.S,US,USA,America,United States of America
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent
Vanuatu||Port Vila
Vatican|||Holy See
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi
Yemen|Yemeni|Sanaa
Zambia|Zambian|Lusaka
Zimbabwe|Zimbabwean|Harare`

const list = (field: string | undefined): string[] => (field ?? "").split(",").filter((part) => part !== "")

/** The states of the world, in the order of their names. */
export const states: readonly State[] = TABLE.split("\n").map((line) => {
  const [name, people, seats, otherNames] = line.split("|")
  return {name: name!, people: list(people), seats: list(seats), otherNames: list(otherNames)}
})

/** Movements that govern, or governed, a place: their name may stand for its government. */
export const rulers: readonly (readonly [movement: string, place: string])[] = [
  ["Taliban", "Afghanistan"],
  ["Islamic Emirate", "Afghanistan"],
]

// Name | other names. Of states, and those they set up.
const ORGANISATIONS = `African Union|AU
Arab League|League of Arab States
Asian Development Bank|ADB
Association of Southeast Asian Nations|ASEAN
Commonwealth of Independent States|CIS
Economic Community of West African States|ECOWAS
Eurasian Economic Union|EAEU
European Central Bank|ECB
European Commission|
European Union|EU
Food and Agriculture Organization|FAO
Gulf Cooperation Council|GCC
Intergovernmental Authority on Development|IGAD
International Atomic Energy Agency|IAEA
International Committee of the Red Cross|ICRC,Red Cross
International Court of Justice|ICJ
International Criminal Court|ICC
International Labour Organization|ILO
International Monetary Fund|IMF
International Organization for Migration|IOM
North Atlantic Treaty Organization|NATO,Nato
Organisation of Islamic Cooperation|OIC
Organization for Security and Co-operation in Europe|OSCE
Organization of American States|OAS
Organization of the Petroleum Exporting Countries|OPEC
Shanghai Cooperation Organisation|SCO,Shanghai Cooperation Organization
South Asian Association for Regional Cooperation|SAARC
Southern African Development Community|SADC
United Nations|UN,U.N
World Bank|
World Food Programme|WFP,World Food Program
World Health Organization|WHO
World Trade Organization|WTO
UNAMA|
UNESCO|
UNHCR|
UNICEF|Unicef
UNRWA|`

/** International organisations with their short forms. */
export const organisations: readonly {readonly name: string; readonly otherNames: readonly string[]}[] =
  ORGANISATIONS.split("\n").map((line) => {
    const [name, otherNames] = line.split("|")
    return {name: name!, otherNames: list(otherNames)}
  })

/** News agencies and broadcasters whose name does not say that they are one. */
export const media: readonly string[] =
  `AFP,Agence France-Presse,Al Arabiya,Al Jazeera,Associated Press,BBC,Bloomberg,CNN,Deutsche Welle,Interfax,Reuters,Tass,TASS,Xinhua`.split(
    ",",
  )
