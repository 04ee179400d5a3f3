// Places, peoples and what they are called after.
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {

bool is_known_place(std::string_view lower) {
  static const WordSet countries(
      "afghanistan,albania,algeria,andorra,angola,antigua,antigua and barbuda,argentina,armenia,australia,austria,azerbaijan,"
      "bahamas,bahrain,bangladesh,barbados,belarus,belgium,belize,benin,bhutan,bolivia,bosnia,bosnia and herzegovina,"
      "bosnia-herzegovina,botswana,brazil,brunei,bulgaria,burkina faso,burma,burundi,cambodia,cameroon,canada,cape verde,"
      "central african republic,chad,chile,china,colombia,comoros,congo,costa rica,croatia,cuba,cyprus,czech republic,czechia,"
      "democratic republic of congo,democratic republic of the congo,denmark,djibouti,dominica,dominican republic,dr congo,"
      "east timor,ecuador,egypt,el salvador,england,equatorial guinea,eritrea,estonia,eswatini,ethiopia,fiji,finland,france,"
      "gabon,gambia,georgia,germany,ghana,great britain,britain,greece,greenland,grenada,guatemala,guinea,guinea-bissau,guyana,"
      "haiti,holland,honduras,hong kong,hungary,iceland,india,indonesia,iran,iraq,ireland,israel,italy,ivory coast,"
      "c\xC3\xB4te d'ivoire,jamaica,japan,jordan,kazakhstan,kenya,kiribati,kosovo,kuwait,kyrgyzstan,laos,latvia,lebanon,"
      "lesotho,liberia,libya,liechtenstein,lithuania,luxembourg,macau,macedonia,madagascar,malawi,malaysia,maldives,mali,malta,"
      "marshall islands,mauritania,mauritius,mexico,micronesia,moldova,monaco,mongolia,montenegro,morocco,mozambique,myanmar,"
      "namibia,nauru,nepal,netherlands,new zealand,nicaragua,niger,nigeria,north korea,north macedonia,northern ireland,norway,"
      "oman,pakistan,palau,palestine,palestinian territories,panama,papua new guinea,paraguay,peru,philippines,poland,portugal,"
      "puerto rico,qatar,romania,russia,russian federation,rwanda,samoa,san marino,saudi arabia,scotland,senegal,serbia,"
      "seychelles,sierra leone,singapore,slovakia,slovenia,solomon islands,somalia,somaliland,south africa,south korea,"
      "south sudan,soviet union,spain,sri lanka,sudan,suriname,swaziland,sweden,switzerland,syria,taiwan,tajikistan,tanzania,"
      "thailand,tibet,timor-leste,togo,tonga,trinidad,trinidad and tobago,tunisia,turkey,t\xC3\xBCrkiye,turkiye,turkmenistan,"
      "tuvalu,uganda,ukraine,united arab emirates,uae,u.a.e.,united kingdom,uk,u.k.,united states,united states of america,us,"
      "u.s.,usa,u.s.a.,america,uruguay,ussr,uzbekistan,vanuatu,vatican city,venezuela,vietnam,wales,western sahara,yemen,"
      "yugoslavia,zambia,zimbabwe,islamic republic of iran,islamic republic,dprk,people's republic of china,korea,prc,d.c.",
      ',');
  static const WordSet cities(
      "abidjan,abu dhabi,abuja,accra,adana,addis ababa,aden,adelaide,ahmedabad,albany,aleppo,alexandria,algiers,almaty,amman,"
      "amsterdam,anchorage,ankara,antananarivo,antwerp,ashgabat,asmara,astana,athens,atlanta,atlantic city,auckland,austin,"
      "baghdad,baku,bali,baltimore,bamako,bangalore,bangkok,bangui,barcelona,basel,basra,baton rouge,beersheba,beijing,beirut,"
      "belfast,belgrade,bengaluru,benghazi,berlin,bern,bethlehem,birmingham,bishkek,bogota,bogot\xC3\xA1,bologna,bombay,bonn,"
      "bordeaux,boston,brasilia,bratislava,brazzaville,bremen,brisbane,bristol,brooklyn,brussels,bucharest,budapest,"
      "buenos aires,buffalo,bujumbura,cairo,calcutta,calgary,cali,canberra,cannes,cape town,caracas,cardiff,casablanca,"
      "charleston,charlotte,charlottesville,chennai,chicago,chisinau,christchurch,cincinnati,cleveland,cologne,colombo,"
      "columbus,conakry,copenhagen,cordoba,dakar,dallas,damascus,dar es salaam,darwin,dayton,delhi,denver,des moines,detroit,"
      "dhaka,doha,donetsk,dortmund,dresden,dubai,dublin,durban,dushanbe,dusseldorf,edinburgh,edmonton,erbil,fallujah,"
      "ferguson,flint,florence,fort lauderdale,fort worth,frankfurt,freetown,fukushima,gaza city,geneva,genoa,glasgow,"
      "gothenburg,grozny,guangzhou,guantanamo,guatemala city,haifa,hamburg,hanoi,harare,harlem,hartford,havana,hebron,helsinki,"
      "herat,hiroshima,ho chi minh city,homs,honolulu,houston,hyderabad,indianapolis,irbil,isfahan,islamabad,istanbul,izmir,"
      "jacksonville,jaffa,jakarta,jeddah,jenin,jerusalem,johannesburg,juba,kabul,kampala,kandahar,kansas city,karachi,kathmandu,"
      "kerbala,karbala,khan younis,kharkiv,khartoum,kherson,kiev,kigali,kingston,kinshasa,kirkuk,kobani,kolkata,krakow,"
      "kuala lumpur,kuwait city,kyiv,kyoto,la paz,lagos,lahore,lansing,las vegas,latakia,lausanne,leeds,leipzig,lexington,lille,"
      "lima,lisbon,little rock,liverpool,ljubljana,lome,london,los angeles,louisville,luanda,luhansk,lusaka,lviv,lyon,madison,"
      "madrid,malaga,manama,managua,manchester,manhattan,manila,maputo,mariupol,marrakech,marseille,mashhad,mazar-i-sharif,mecca,"
      "medina,melbourne,memphis,mexico city,miami,milan,milwaukee,minneapolis,minsk,mogadishu,mombasa,monrovia,montevideo,"
      "montreal,moscow,mosul,mumbai,munich,muscat,nablus,nagasaki,nairobi,najaf,nanjing,naples,nashville,nassau,n'djamena,"
      "new delhi,new orleans,new york,new york city,newark,niamey,nice,nicosia,nouakchott,odesa,odessa,oklahoma city,omaha,"
      "orlando,osaka,oslo,ottawa,ouagadougou,oxford,palermo,palm beach,panama city,paris,perth,peshawar,philadelphia,"
      "phnom penh,phoenix,pittsburgh,podgorica,port-au-prince,portland,porto,prague,pretoria,pristina,pyongyang,qom,quebec,"
      "quetta,quito,rabat,rafah,raleigh,ramallah,ramadi,rangoon,raqqa,reykjavik,richmond,riga,rio de janeiro,riyadh,rome,"
      "rotterdam,sacramento,salt lake city,samara,san antonio,san diego,san francisco,san jose,san juan,sanaa,sana'a,santiago,"
      "santo domingo,sao paulo,s\xC3\xA3o paulo,sapporo,sarajevo,savannah,scranton,seattle,seoul,seville,shanghai,shenzhen,"
      "shiraz,skopje,sochi,sofia,srebrenica,srinagar,st. louis,st. petersburg,st petersburg,stockholm,strasbourg,stuttgart,"
      "surabaya,sydney,tabriz,taipei,tallinn,tampa,tangier,tashkent,tbilisi,tegucigalpa,tehran,tel aviv,the hague,hague,"
      "thessaloniki,tijuana,tikrit,tirana,tokyo,toledo,toronto,tripoli,tulsa,tunis,turin,tyre,sidon,ulaanbaatar,utrecht,"
      "valencia,valletta,vancouver,venice,vienna,vientiane,vilnius,vladivostok,warsaw,washington,washington d.c.,"
      "washington dc,washington, d.c.,wellington,wuhan,yangon,yaounde,yerevan,yokohama,zagreb,zaporizhzhia,zurich",
      ',');
  static const WordSet regions(
      "africa,antarctica,asia,europe,oceania,middle east,far east,north africa,west africa,east africa,southern africa,"
      "sub-saharan africa,horn of africa,central asia,south asia,southeast asia,east asia,north america,south america,"
      "latin america,central america,caribbean,balkans,caucasus,scandinavia,eastern europe,western europe,central europe,"
      "asia-pacific,pacific,atlantic,arctic,mediterranean,persian gulf,gulf,arabian sea,red sea,black sea,dead sea,baltic sea,"
      "caspian sea,south china sea,east china sea,north sea,baltic,indian ocean,pacific ocean,atlantic ocean,suez canal,"
      "panama canal,strait of hormuz,bosporus,sinai,sinai peninsula,gaza,gaza strip,west bank,east jerusalem,golan heights,"
      "golan,negev,galilee,kashmir,punjab,kurdistan,crimea,donbas,donbass,chechnya,dagestan,siberia,xinjiang,darfur,sahel,"
      "sahara,helmand,anbar,sinjar,idlib,catalonia,bavaria,saxony,sicily,sardinia,tuscany,lombardy,normandy,brittany,provence,"
      "flanders,wallonia,basque country,andalusia,galicia,corsica,crete,himalayas,alps,andes,amazon,sunni triangle,bekaa,"
      "bekaa valley,western wall,temple mount,old city,ground zero,times square,wall street,silicon valley,hollywood,"
      "midwest,new england,deep south,rust belt,bay area,bible belt,south,"
      "alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,hawaii,idaho,illinois,indiana,iowa,"
      "kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,"
      "new hampshire,new jersey,new mexico,new york state,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,"
      "rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,west virginia,wisconsin,wyoming,"
      "ala.,ariz.,ark.,calif.,colo.,conn.,del.,fla.,ga.,ill.,ind.,kan.,ky.,la.,mass.,md.,mich.,minn.,miss.,mo.,mont.,n.c.,"
      "n.d.,n.h.,n.j.,n.m.,n.y.,neb.,nev.,okla.,ore.,pa.,r.i.,s.c.,s.d.,tenn.,tex.,va.,vt.,w.va.,wash.,wis.,wyo.,"
      "ontario,alberta,british columbia,manitoba,saskatchewan,nova scotia,new brunswick,yukon,newfoundland,"
      "new south wales,queensland,victoria,tasmania,western australia,south australia,northern territory,"
      "guangdong,sichuan,hubei,hunan,henan,hebei,jiangsu,zhejiang,fujian,shandong,yunnan,inner mongolia,hokkaido,okinawa,"
      "maharashtra,gujarat,kerala,tamil nadu,karnataka,bihar,uttar pradesh,rajasthan,assam,goa,sindh,balochistan,"
      "khyber pakhtunkhwa,waziristan,java,sumatra,borneo,mindanao,luzon,cebu,aceh,papua,oaxaca,chiapas,sinaloa,jalisco,guerrero,"
      "yorkshire,kent,essex,sussex,surrey,cornwall,devon,london's,quebec city,long island,staten island,queens,bronx,the bronx,"
      "wisconsin dells,orange county,palm springs,capitol,heathrow",
      ',');
  return countries.has(lower) || cities.has(lower) || regions.has(lower);
}

bool is_place_word(std::string_view lower) {
  static const WordSet set(
      "airport airfield archipelago avenue base basin bay beach bluff boulevard bridge border building canal canyon cape "
      "capital castle cathedral cave cemetery city coast corridor county creek crossing dam desert district falls farm field "
      "fields forest fort garden gardens gate glacier governorate gulf harbor harbour heights highway hill hills island islands "
      "isle isles junction kibbutz lagoon lake lakes lane marsh memorial metro mine monastery mountain mountains neck oblast "
      "ocean oasis palace park parish passage path peak peninsula plain plains plantation plateau plaza point port prefecture "
      "prison province quarter ranch range region reef refuge reservoir ridge river road ruins sea shore sound springs square "
      "stadium state station strait straits street strip suburb summit temple terminal territories territory tower town township "
      "trail tunnel valley village villa volcano wall ward waterfall way well woods zone arena monument pier pyramid shrine "
      "sanctuary wetlands commune municipality");
  return set.has(lower);
}

bool is_place_head(std::string_view lower) {
  static const WordSet set("mount mt mt. lake cape port fort camp isle river gulf strait bay san santa st st. los las el new "
                           "north south east west northern southern eastern western central upper lower");
  return set.has(lower);
}

bool is_demonym(std::string_view lower) {
  static const WordSet set(
      "democrat afghan african african-american albanian algerian american anglican angolan arab arabian arabic argentine argentinian "
      "armenian asian australian austrian azerbaijani azeri bahraini balkan bangladeshi basque bavarian belarusian belgian "
      "bolivian bosnian brazilian british bulgarian burmese burundian cambodian cameroonian canadian caribbean catalan catholic "
      "chadian chechen chilean chinese christian colombian communist congolese conservative coptic croatian cuban cypriot czech "
      "danish democratic dominican druze dutch ecuadorian egyptian emirati english eritrean estonian ethiopian european filipino "
      "finnish french gambian gazan georgian german ghanaian greek guatemalan haitian hindu hispanic honduran hungarian icelandic "
      "indian indonesian iranian iraqi irish islamic islamist israeli italian ivorian jamaican japanese jewish jordanian kazakh "
      "kenyan korean kosovan kurdish kuwaiti kyrgyz laotian latin latino latvian lebanese liberian libyan lithuanian macedonian "
      "malagasy malawian malaysian malian maltese maoist marxist mauritanian mediterranean mexican moldovan mongolian montenegrin "
      "mormon moroccan mozambican muslim namibian nazi nepalese nepali nicaraguan nigerian norwegian omani orthodox ottoman "
      "pakistani palestinian panamanian paraguayan persian peruvian polish portuguese protestant qatari republican roman romanian "
      "rohingya russian rwandan saudi scandinavian scottish senegalese serb serbian shia shiite shi'ite sicilian sikh singaporean "
      "slavic slovak slovenian somali soviet spanish sudanese sunni swedish swiss syrian taiwanese tajik tamil tanzanian thai "
      "tibetan togolese tunisian turkish turkmen ugandan ukrainian uruguayan uyghur uighur uzbek venezuelan vietnamese welsh western "
      "yazidi yemeni zambian zimbabwean zionist buddhist evangelical baptist methodist lutheran salafi wahhabi baathist anglo-saxon "
      "californian texan floridian parisian londoner hawaiian alaskan bostonian roma gypsy kremlin-backed "
      "franco-german sino-american north-korean northern southern eastern western southeastern northeastern southwestern northwestern "
      "central liberal socialist labour-led tory marxist-leninist anti-israel anti-american pro-russian pro-iranian non-muslim");
  return set.has(lower);
}

bool is_people(std::string_view lower) {
  static const WordSet set(
      "britons spaniards poles turks finns swedes danes kurds serbs croats slovaks czechs jews arabs druze philippinos filipinos "
      "frenchmen englishmen irishmen scots welshmen dutchmen greeks brits londoners parisians democrats republicans "
      "tories liberals conservatives communists socialists nazis houthis sunnis shiites shias alawites yazidis christians "
      "muslims hindus buddhists sikhs catholics protestants mormons evangelicals zionists islamists salafists jihadists latinos "
      "hispanics africans europeans asians westerners afghans uyghurs uighurs rohingya pashtuns tajiks uzbeks hazaras maoists "
      "baathists libertarians greens whigs texans californians floridians iowans ohioans virginians hoosiers "
      "confederates bolsheviks crusaders taliban");
  if (set.has(lower)) return true;
  return lower.size() > 4 && lower.back() == 's' && lower != "persians" && is_demonym(lower.substr(0, lower.size() - 1)) &&
         !lower.ends_with("ish") && !lower.ends_with("erns");
}

}  // namespace hearsay
