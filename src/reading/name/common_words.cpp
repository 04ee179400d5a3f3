// Words that begin a sentence, or stand in a headline, with a capital and are no names.
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {

bool is_calendar_word(std::string_view lower) {
  static const WordSet set(
      "january february march april may june july august september october november december jan. feb. mar. apr. aug. sep. "
      "sept. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays "
      "fridays saturdays sundays mon. tue. tues. wed. thu. thurs. fri. sat. gmt utc ad bc bce ah est edt pst pdt cet bst a.m. p.m. am pm");
  return set.has(lower);
}

bool is_function_word(std::string_view lower) {
  static const WordSet set(
      "a an the this that these those such some any no none every each either neither both all another other others half many "
      "much more most several few fewer less least enough own same i me my mine myself you your yours yourself he him his "
      "himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves who whom whose "
      "which what whatever whichever whoever one ones someone somebody something anyone anybody anything everyone everybody "
      "everything nobody nothing there here where when why how whenever wherever however and or but nor so yet for if unless "
      "until till while whereas whether although though because since as than then lest once of in on at by with without within "
      "from to into onto upon over under above below beneath between among amongst amid against along across around about "
      "after before behind beside besides beyond despite during except inside near off out outside past per through throughout "
      "toward towards up down via versus vs vs. according due owing regarding concerning following including like unlike is am "
      "are was were be been being do does did doing done have has had having will would shall should can could may might must "
      "ought need not n't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't "
      "hadn't let's it's that's there's he's she's i'm we're they're you're i've we've they've you've i'll we'll they'll you'll "
      "he'll she'll i'd we'd they'd you'd he'd she'd what's who's here's where's how's cannot also too very just only even still "
      "again already always never ever often sometimes soon later now today tomorrow yesterday tonight perhaps maybe indeed "
      "instead moreover furthermore meanwhile nevertheless nonetheless otherwise therefore thus hence thereby thereafter "
      "therein aside apart else yes no ok okay oh well please thanks thank hello hi hey sorry dear amen not two three four five "
      "six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
      "billion first second third fourth fifth last next s t d ll re ve m 's \xE2\x80\x99s \xE2\x80\x99ll \xE2\x80\x99re \xE2\x80\x99ve 're 've 'll 'd");
  return set.has(lower);
}

namespace {

const WordSet& common_words() {
  static const WordSet set(
      "ability abortion abroad abuse academic accept access accident account accused across act action active activist activists "
      "activity actor actual ad add added addition address adult advance advice affair affairs afraid afternoon age agencies "
      "agenda agent agents agree agreement ahead aid aides aim air airline airport airstrike airstrikes alarm alcohol alert alive "
      "allegation allegations allied allies allow ally alone alternative amazing ambassador ambulance amendment amount analysis "
      "analyst analysts angry animal announcement annual answer anti apparently appeal appearance application approach approval "
      "approve area areas argument arm armed arms army arrest arrested arrests arrival art article artist ask asked assault assembly "
      "assistant associate atmosphere attack attacker attackers attacks attempt attempts attention attitude attorney attorneys "
      "audience author authorities authority authors average award aware away baby back background bad ball ban bank banks bar base "
      "based basic battle beach bear beat beautiful bed beer begin beginning behavior belief believe best bet better big bigger "
      "biggest bill billionaire bills bird birth black blame blast blood blow blue board boat body bomb bombing bombings bombs bond "
      "book books border born boss bottom box boy boys brain branch brand break breaking bridge brief bright bring broad brother "
      "brothers brown budget build building buildings bureau bus business businesses buy call called calls camera camp campaign "
      "campaigns candidate candidates capital captain car card care career carry cars case cases cash casualties cause cell center "
      "central century ceremony certain chair chairman challenge challenges champion chance change changes channel chapter character "
      "charge charges chart check chemical chicken chief child children choice church circumstances citizen citizens city civil "
      "civilian civilians claim claims clash clashes class clean clear clearly climate clinic close club coach coal coalition coast "
      "code coffee cold colleague colleagues college color come comes coming command commander comment comments commission commitment "
      "committee common communication communities community companies company competition complete computer concern concerns condition "
      "conditions conference confidence conflict congress connection conservative conservatives consider conspiracy constitution "
      "construction consumer consumers contact content contest context continue contract contrary control controversial convention "
      "conversation cool cooperation copy core corporate corruption cost costs council counsel count counter countries country county "
      "couple course court courts cover coverage crash create credit crew crime crimes criminal crisis critical criticism critics crowd "
      "crowds crude cultural culture cup current currently customers cut cuts cyber daily damage dance danger dangerous dark data date "
      "daughter day days dead deadline deadly deal deals dear death deaths debate debates debt decade decades decision decisions deep "
      "defeat defense defence delegate delegates delegation demand demands democracy department deputies deputy design despite detail "
      "details development developments dialogue difference different difficult dinner diplomacy diplomat diplomatic diplomats direct "
      "direction director directors disaster discussion disease distance district doctor doctors document documents dog dollar dollars "
      "domestic donation donor donors door double doubt dozen dozens draft drama dream drew drink drive driver drivers drone "
      "drones drop drug drugs dry duty early earlier earth earthquake east eastern easy eat economic economics economist economists "
      "economy edge editor editors education effect effective effects effort efforts election elections electoral electric electricity "
      "electronic elementary else email emails embassy emergency employee employees employers employment empty end energy enemy "
      "enforcement engine engineers entire environment environmental equal equality equipment error escape especially essential "
      "establishment estimates ethnic evangelical evening event events eventually evidence exactly example excellent exchange exclusive "
      "executive executives exercise exit expect expensive experience expert experts explosion explosions export exports eye eyes face "
      "faced facility fact factor factory facts fair faith fake fall false families family famous fan fans far farmers fast fat father "
      "favorite fear fears feature federal feel feeling fellow female feminist field fight fighter fighters fighting figure figures "
      "file files film films final finally finance financial financing find finding findings fine finger finish fire firefighters "
      "firms firm fish fix flag flight flights flood floods floor focus follow food foods foot football force forces foreign forest "
      "forget formal former forward foundation founder free freedom fresh friend friends front fuel full fun fund funding funds funeral "
      "further future gain gains game games gang gap garden gas gay general generally generation genuine get getting giant girl girls "
      "give given giving glass global go goal goals god gold golden gone good goods got government governments governor governors grand "
      "grant grass gray great greater green ground group groups growing growth guard guards guess guest guide guilty gun gunfire gunman "
      "gunmen guns guy hair hand hands happy hard hardly hate head heads health healthcare healthy hear hearing heart hearts heat "
      "heavy hell help helicopter helicopters hero high higher highlights highway hill historians historic historical history hit hold "
      "holiday home homes honest honestly hope hopefully hospital hospitals hostages hot hotel hour hours house houses housing huge "
      "human humans hundreds hurricane husband ice idea ideas image images imagine immediate immediately immigrant immigrants "
      "immigration impact important impossible improving income increase increases incredible independence independent independents "
      "individual individuals industrial industry inflation influence information infrastructure initial initially injuries injury "
      "innocent inside insider insiders inspectors institutions insurance insurgents intelligence interest interesting interests "
      "interior internal international internet interview interviews invasion investigation investigators investment investor "
      "investors issue issues job jobs join joint joke journal journalism journalist journalists judge judges judicial jury just justice "
      "keep key kid kids kill killed killing killings kind king knowledge labor labour lack lady land landlord language large larger "
      "largest late latest law lawmaker lawmakers laws lawsuit lawyer lawyers lead leader leaders leadership leading leaks league learn "
      "leave leaving left legal legislation legislative legislators less lesson let letter letters level liberal liberals liberty life "
      "light limited line link list listen literally little live lives local locals location long look looking looks lord lose losing "
      "loss losses lost lot lots love low lower luck lunch machine magazine mail main major majority make maker making male man "
      "management manager manufacturing map march marijuana mark market markets marriage mass massive match material matter matters "
      "mayor meal means measure measures media medical medicine meeting meetings member members memory men message messages middle "
      "midnight migrant migrants migration militants military militia million millions mind mine minister ministers ministry minor "
      "minority minutes miss missile missiles mission mistake mobile model moderate modern moment money month months moon moral morning "
      "mosque mother mothers motion mountain move movement moves movie movies multiple murder murders music musician name names narrow "
      "nation national nationally nations native natural naturally nature naval nearby nearly necessary negotiations negotiators "
      "neighbors neighbours network networks new news newspaper newspapers night nobody nominee normal normally north northern note "
      "notes notice nuclear number numbers numerous nurses nuts object observers obviously occupation ocean odd offense offer office "
      "officer officers offices official officials oil old older online open opening operation operations operators opinion opponent "
      "opponents opportunity opposition option options order orders ordinary organization organizations organizers organised original "
      "originally overall overnight owner owners page pain paper papers parents park part participants parties partner partners "
      "party pass passenger passengers past path patient patients pay payment payments peace people percent perfect period permanent "
      "person personal personally phone photo photographs photos physical physicians picture pictures piece pilot pilots pipeline "
      "place places plain plan plane planes planet planning plans plant plants play player players plenty point points poison police "
      "policies policy political politically politician politicians politics poll polling polls pollsters pool poor pop popular "
      "population port position positive possible possibly post potential poverty power powerful powers practice prayer prayers "
      "predictably prediction premier presence present president presidents presidential press pressure pretty previous previously "
      "price prices primary prime prince prior prison prisoners private probably problem problems process produce product production "
      "products professional professor profits program programs progress progressive progressives project projects promise proof "
      "property proponents proposal proposals prosecution prosecutor prosecutors prospects protection protest protesters protestors "
      "protests public publicly publishers pull purpose push put quality question questions quick quickly quiet quite quote race "
      "races racial racism racist radical radio rain rally rallies range rank rapid rare rate rates rather reaction read reader "
      "readers reading ready real reality really reason reasons rebel rebels recent recently record records recovery red reform reforms "
      "refugee refugees regardless region regional regions registration regular regulation regulations regulators relations "
      "relationship relatives release relief religion religious remarks remember report reported reportedly reporter reporters "
      "reporting reports representative representatives republic rescue rescuers research researcher researchers reserve residents "
      "resistance resolution resource resources respect response responses responsibility rest restaurant restaurants result results "
      "retail retired return returns revenue review revolution rice rich ride right rights rise rising risk risks rival rivals river "
      "road roads rock rocket rockets role roof room rough round route row royal rule rules rumors run runner running rural sadly "
      "safe safety sale sales sanctions save savings say saying says scale scandal scene scenes school schools science scientist "
      "scientists score screen sea search season seat seats secret secretary secretly section sector secure security see seeing seek "
      "seems sell send senator senators senior sense sentence separate separately series serious seriously service services session "
      "set settlement settlers severe sex sexual shame shape share shares shelling ship ships shooter shooting shootings shop short "
      "shortly shot shots show shows side sign significant signs similar similarly simple simply single sir sister sisters site sites "
      "situation size skills skin slavery slow slowly small smaller smart smoke snow social socialist society soldier soldiers solid "
      "solution son song sort sound source sources south southern space speak speaker speakers speaking special specialists specific "
      "specifically speech speeches speed spending spirit spokesman spokesmen spokesperson spokeswoman sport sports spot spring staff "
      "stage stand standards standing star stars start starting state statement statements states station statistics status stay step "
      "steps stock stocks stone stop stories storm story straight strange strategic strategists strategy street streets strength "
      "strike strikes strong structure struggle student students studies study stuff stupid style subject success successful sudden "
      "suddenly suicide suit summer sun super supply support supporter supporters supreme sure surely surgery surprise surprisingly "
      "surrogates survey surveys survivors suspect suspected suspects sustained sweet system systems table take taken taking talk talks "
      "tall tank tanks target targets task tax taxes taxpayers tea teacher teachers team teams tear tech technical technology teenagers "
      "telephone television tell temperatures temporary tensions term terms terrible terrorism terrorist terrorists test testing tests "
      "text theory thing things think thinking thought thousand thousands threat threats ticket tickets tight time times tiny tip tired "
      "title tobacco token ton tons tool tools top topics torture total touch tough tour tourism tourists tower town toxic track trade "
      "traders tradition traditional traditionally traffic train training trains transfer transition transport travel travelers treaty "
      "tree trend trends trial tribal trip troops trouble truck trucks true truly trust truth try trying tuition turn turning turnout tv "
      "twice type typical typically ugly ultimate ultimately unclear unemployment unfortunately uniform union unions unique unit united "
      "universities university unknown unlikely unusual update upper urban urgent use used users using usual usually vaccine valley value "
      "values van vast vehicle vehicles verdict version veteran veterans vice victim victims victory video videos view viewers views "
      "village villagers villages violence violent virtually virus visit visitors visual vital voice voices volunteer volunteers vote "
      "voter voters votes voting vulnerable wage wages wait walk wall walls want war warm warming warning warnings warplanes wars watch "
      "watching water wave waves way ways weak wealth wealthy weapon weapons wear weather web website wedding week weekend weekly weeks "
      "weight weird welcome welfare west western wet whether whistleblowers white wide widespread wife wild win wind window windows "
      "wine winner winners winning wins winter wise wish witness witnesses woman women wonder word words work worker workers working "
      "world worldwide worried worry worse worst worth write writer writers writing wrong yard year years young younger youth zero zone "
      "connect reply read spread translate verified verify follow view print tags tag menu login privacy terms cookie cookies copy thumb hi rights reserved required breaking "
      "absolutely accordingly additionally afterward afterwards ahead alas alongside alternatively altogether anyway basically beyond "
      "bit bits call cheap cheers click comparatively conversely correction crucially curiously elsewhere fortunately frankly given "
      "granted gradually hence ironically lastly lately likewise long mainly mostly namely next notably obviously overall particularly "
      "partly presumably previously rarely regarding remarkably say scores secondly seldom seldom simultaneously subsequently "
      "supposedly surely theoretically thereafter thirdly together tomorrow traditionally undoubtedly unless usually view whereas "
      "advertisement caption copyright editing editor's file getty handout image photo photograph reporting story subscribe updated "
      "watch written additional contributed developing continued related share newsletter sign advertisement transcript abstract "
      "attacker captives captive ceasefire truce hostilities offensive raid raids settlers shelling siege toll corpses bodies villagers "
      "mediators envoys envoy aides insiders parents grandparents teenagers toddlers pensioners pupils commuters motorists rescuers "
      "medics paramedics nurses divers sailors crewmen fishermen hikers climbers tourists holidaymakers shoppers onlookers bystanders "
      "neighbours eyewitnesses survivors mourners worshippers clerics monks nuns priests bishops pilgrims imams activists campaigners "
      "demonstrators rioters looters hackers smugglers traffickers kidnappers abductors hijackers pirates bandits warlords gangs "
      "conservationists environmentalists meteorologists seismologists geologists astronomers biologists chemists physicists doctors "
      "epidemiologists psychologists sociologists anthropologists archaeologists historians philosophers theologians economists "
      "bankers brokers creditors debtors lenders borrowers shareholders executives managers directors employees employers unions "
      "retailers wholesalers manufacturers producers suppliers farmers growers exporters importers buyers sellers customers consumers");
  return set;
}

bool has_stem(std::string_view lower, std::string_view suffix, std::string_view put_back) {
  if (!lower.ends_with(suffix) || lower.size() <= suffix.size() + 2 || lower.size() > 40) return false;
  char stem[48];
  std::size_t size = lower.size() - suffix.size();
  lower.copy(stem, size);
  put_back.copy(stem + size, put_back.size());
  return common_words().has({stem, size + put_back.size()});
}

}  // namespace

bool is_common_word(std::string_view lower) {
  if (is_function_word(lower) || common_words().has(lower) || is_role_plural(lower) || is_role_noun(lower)) return true;
  // Regular forms of a common word, and the endings that hardly any name has.
  for (const std::string_view suffix : {"s", "es", "ed", "d", "ing", "ly", "er", "ers"}) {
    if (has_stem(lower, suffix, "") || has_stem(lower, suffix, "e")) return true;
  }
  if (has_stem(lower, "ies", "y") || has_stem(lower, "ied", "y")) return true;
  if (lower.size() > 5) {
    for (const std::string_view suffix : {"tion", "tions", "sion", "sions", "ness", "ment", "ments", "ously", "ively", "ingly", "ically",
                                          "ities", "able", "ible", "ful", "less", "ously", "ology", "ious", "isms", "ivists"}) {
      if (lower.ends_with(suffix)) return true;
    }
    if (lower.ends_with("ly") && !lower.ends_with("illy") && !lower.ends_with("elly")) return true;
    if (lower.ends_with("ing") && lower.size() > 6 && !lower.ends_with("ling")) return true;
    if (lower.ends_with("ed") && lower.size() > 6 && !lower.ends_with("ied") && !lower.ends_with("eed") && !lower.ends_with("med")) {
      return true;
    }
  }
  return false;
}

}  // namespace hearsay
