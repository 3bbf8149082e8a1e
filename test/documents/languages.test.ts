// Invented sentences in languages that our users' folders hold; the name is told, or nothing is.

import {describe, expect, test} from "vitest"
import {nameLanguage} from "../../src/documents/languages.ts"

const SENTENCES: readonly (readonly [language: string, ...sentences: string[]])[] = [
  [
    "French",
    "Le conseil a fermé la route du sel après un troisième raid contre les troupeaux.",
    "Les prix du blé montent depuis que la pluie manque et que les moulins sont arrêtés.",
  ],
  [
    "Spanish",
    "El precio del trigo sube desde que faltan las lluvias y los molinos están parados.",
    "La falta de agua obliga a las familias a dejar sus tierras y a buscar trabajo en la ciudad.",
  ],
  [
    "Portuguese",
    "O preço do trigo sobe desde que faltam as chuvas e os moinhos estão parados.",
    "A falta de água obriga as famílias a deixar as suas terras e a procurar trabalho na cidade.",
  ],
  [
    "German",
    "Der Preis des Weizens steigt, seit der Regen ausbleibt und die Mühlen stillstehen.",
    "Wegen der Dürre verlassen viele Familien ihre Felder und suchen Arbeit in der Stadt.",
  ],
  [
    "Italian",
    "Il prezzo del grano sale da quando mancano le piogge e i mulini sono fermi.",
    "La mancanza di acqua costringe le famiglie a lasciare i campi e a cercare lavoro in città.",
  ],
  [
    "Dutch",
    "De prijs van het graan stijgt sinds de regen uitblijft en de molens stilstaan.",
    "Door de droogte verlaten veel gezinnen hun akkers en zoeken zij werk in de stad.",
  ],
  [
    "Swedish",
    "Priset på vete stiger sedan regnet uteblev och kvarnarna står stilla.",
    "På grund av torkan lämnar många familjer sina åkrar och söker arbete i staden.",
  ],
  [
    "Danish",
    "Prisen på hvede stiger, siden regnen udeblev, og møllerne ikke længere maler af mangel på korn.",
    "På grund af tørken forlader mange familier deres marker og søger arbejde i byen.",
  ],
  [
    "Norwegian",
    "Prisen på hvete stiger etter at regnet uteble, og møllene står stille av mangel på korn.",
    "På grunn av tørken forlater mange familier åkrene sine og leter etter arbeid i byen.",
  ],
  [
    "Finnish",
    "Vehnän hinta nousee, koska sadetta ei ole tullut ja myllyt ovat pysähtyneet.",
    "Kuivuuden vuoksi monet perheet jättävät peltonsa, mutta kaupungissa ei ole työtä.",
  ],
  [
    "Polish",
    "Cena pszenicy rośnie, od kiedy brakuje deszczu i młyny stoją.",
    "Z powodu suszy wiele rodzin porzuca pola i szuka pracy w mieście.",
  ],
  [
    "Czech",
    "Cena pšenice stoupá od doby, kdy neprší a mlýny stojí.",
    "Kvůli suchu opouští mnoho rodin svá pole a hledá práci ve městě.",
  ],
  ["Slovak", "Cena pšenice stúpa, pretože neprší a mlyny stoja, ale podľa rady sa pre ľudí nič nezmení."],
  [
    "Hungarian",
    "A búza ára emelkedik, mert nem esik az eső, és a malmok állnak.",
    "Az aszály miatt sok család elhagyja a földjét, és a városban keres munkát.",
  ],
  [
    "Romanian",
    "Prețul grâului crește de când lipsesc ploile și morile stau.",
    "Din cauza secetei multe familii își părăsesc ogoarele și caută de lucru în oraș.",
  ],
  [
    "Turkish",
    "Yağmurlar kesildiğinden ve değirmenler durduğundan beri buğdayın fiyatı artıyor.",
    "Kuraklık yüzünden birçok aile tarlasını bırakıyor ve şehirde iş arıyor.",
  ],
  [
    "Indonesian",
    "Harga gandum naik sejak hujan tidak turun dan kilang berhenti.",
    "Karena kekeringan banyak keluarga meninggalkan ladang mereka dan mencari pekerjaan di kota.",
  ],
  [
    "Swahili",
    "Bei ya ngano inapanda tangu mvua zikose na vinu kusimama.",
    "Kwa sababu ya ukame familia nyingi zinaacha mashamba yao na kutafuta kazi katika mji.",
  ],
  [
    "Filipino",
    "Tumataas ang presyo ng trigo mula nang mawala ang ulan at huminto ang mga gilingan.",
    "Dahil sa tagtuyot, maraming pamilya ang umaalis sa kanilang mga bukid upang maghanap ng trabaho sa lungsod.",
  ],
  [
    "Somali",
    "Qiimaha qamadiga ayaa kor u kacay markii roobku la waayay oo warshadihii ay istaageen.",
    "Abaarta awgeed qoysas badan ayaa ka tagay beerahooda si ay shaqo uga raadiyaan magaalada.",
  ],
  [
    "Vietnamese",
    "Giá lúa mì tăng từ khi trời không mưa và các cối xay ngừng chạy.",
    "Vì hạn hán nhiều gia đình bỏ ruộng và tìm việc trong thành phố.",
  ],
  [
    "Hausa",
    "Farashin alkama ya tashi tun da ruwan sama ya ƙi sauka kuma injinan niƙa suka tsaya.",
    "Saboda fari iyalai da yawa sun bar gonakinsu don neman aiki a cikin gari.",
  ],
  [
    "Bosnian, Croatian or Serbian",
    "Cijena pšenice raste otkad nema kiše i otkad mlinovi stoje.",
    "Zbog suše mnoge obitelji napuštaju svoja polja i traže posao u gradu.",
  ],
  [
    "Albanian",
    "Çmimi i grurit rritet që kur nuk bie shi dhe mullinjtë janë ndalur.",
    "Për shkak të thatësirës shumë familje lënë arat e tyre dhe kërkojnë punë në qytet.",
  ],
  [
    "Kurdish",
    "Ji ber ku baran nabare û aş sekinîne, bihayê genim her diçe bilind dibe.",
    "نرخی گەنم بەرز دەبێتەوە چونکە باران ناباڕێت و ئاشەکان وەستاون.",
  ],
  [
    "Catalan",
    "El preu del blat puja perquè no plou i els molins són aturats, però les famílies no han marxat amb els ramats.",
  ],
  [
    "Haitian Creole",
    "Pri ble a ap monte depi lapli pa tonbe, e anpil moun kite jaden yo pou chèche travay nan vil la.",
  ],
  [
    "Arabic",
    "أغلق المجلس طريق الملح بعد الغارة الثالثة على القطعان.",
    "ارتفع سعر القمح منذ انقطاع المطر وتوقف الطواحين.",
  ],
  [
    "Persian",
    "قیمت گندم از زمانی که باران نمی‌بارد و آسیاب‌ها ایستاده‌اند بالا رفته است.",
    "شورا پس از سومین حمله به گله‌ها جاده نمک را بست.",
  ],
  [
    "Urdu",
    "بارش نہ ہونے اور چکیاں بند ہونے کی وجہ سے گندم کی قیمت بڑھ رہی ہے۔",
    "کونسل نے ریوڑوں پر تیسرے حملے کے بعد نمک کی سڑک بند کر دی ہے۔",
  ],
  [
    "Pashto",
    "له کله چې باران نه کیږي او ژرندې ولاړې دي، د غنمو بیه لوړېږي.",
    "جرګې پر رمو له درېیم برید وروسته د مالګې لاره وتړله.",
  ],
  [
    "Russian",
    "Совет закрыл соляную дорогу после третьего набега на стада.",
    "Цена пшеницы растёт с тех пор, как нет дождей и мельницы стоят.",
  ],
  [
    "Ukrainian",
    "Рада закрила соляну дорогу після третього нападу на стада.",
    "Ціна пшениці зростає, відколи немає дощів і млини стоять.",
  ],
  ["Bulgarian", "Цената на пшеницата расте, откакто няма дъжд и мелниците не работят."],
  ["Serbian", "Цена пшенице расте јер нема кише и млинови стоје, а људи траже посао у граду."],
  ["Greek", "Η τιμή του σιταριού ανεβαίνει από τότε που δεν βρέχει και οι μύλοι σταμάτησαν."],
  ["Hebrew", "מחיר החיטה עולה מאז שאין גשם והטחנות עומדות."],
  ["Hindi", "जब से बारिश नहीं हुई और चक्कियाँ बंद हैं, गेहूँ की कीमत बढ़ रही है।"],
  ["Nepali", "पानी नपरेको र मिलहरू बन्द भएको हुनाले गहुँको मूल्य पनि बढेको छ।"],
  ["Marathi", "पाऊस नाही आणि गिरण्या बंद आहेत म्हणून गव्हाची किंमत वाढत आहे."],
  ["Bengali", "বৃষ্টি না হওয়ায় এবং কল বন্ধ থাকায় গমের দাম বাড়ছে।"],
  ["Tamil", "மழை பெய்யாததாலும் ஆலைகள் நின்றதாலும் கோதுமை விலை உயர்கிறது."],
  ["Chinese", "由于没有下雨，磨坊停工，小麦的价格上涨。"],
  ["Japanese", "雨が降らず製粉所が止まっているため、小麦の値段が上がっている。"],
  ["Korean", "비가 오지 않고 방앗간이 멈춘 뒤로 밀값이 오르고 있다."],
  ["Thai", "ราคาข้าวสาลีสูงขึ้นเพราะฝนไม่ตกและโรงสีหยุดทำงาน"],
  ["Burmese", "မိုးမရွာသောကြောင့် ဂျုံဈေးတက်သည်။"],
  ["Amharic", "ዝናብ ስለጠፋ እና ወፍጮዎች ስለቆሙ የስንዴ ዋጋ ጨምሯል።"],
  ["Tigrinya", "ዝናብ ስለ ዘየለን መጥሓን ደው ስለ ዝበላን ዋጋ ስርናይ ኣብ ዕዳጋ ወሲኹ ኣሎ።"],
  ["Armenian", "Ցորենի գինը բարձրանում է, քանի որ անձրև չկա։"],
  ["Georgian", "ხორბლის ფასი იზრდება, რადგან წვიმა არ არის."],
]

describe("one or two invented sentences", () => {
  for (const [language, ...sentences] of SENTENCES)
    test(`in ${language} are never taken for another language, and both together are told`, () => {
      for (const sentence of sentences) expect([language, null]).toContain(nameLanguage(sentence))
      if (sentences.length > 1) expect(nameLanguage(sentences.join(" "))).toBe(language)
    })

  test("nineteen of twenty single ones are told", () => {
    const all = SENTENCES.flatMap(([language, ...sentences]) => sentences.map((sentence) => ({language, sentence})))
    const untold = all.filter(({language, sentence}) => nameLanguage(sentence) !== language)
    expect(untold.length).toBeLessThanOrEqual(all.length / 20)
  })
})

test("text without words, of one word, or in a language that is not known here is called nothing", () => {
  for (const text of ["", "1234 ... 56", "Zzyzx", "Krovan beld armun testig volar denet sibrak omun"])
    expect([text, nameLanguage(text)]).toEqual([text, null])
})

test("a few words of another script do not name a text", () => {
  expect(nameLanguage("Le conseil a fermé la route (大路) et les charretiers ont peur pour leurs troupeaux.")).toBe(
    "French",
  )
  expect(nameLanguage("Рынок «El Mercado» был закрыт после набега.")).toBe("Russian")
})
