// Bodies and outlets.
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {

bool is_company_suffix(std::string_view lower) {
  static const WordSet set(
      "inc inc. ltd ltd. llc llp plc corp corp. co co. gmbh ag s.a. sa n.v. nv bv ab oy a.s. as s.p.a. spa pty pjsc ojsc llc. "
      "l.p. lp holdings holding group company corporation incorporated limited bros bros. & sons");
  return set.has(lower);
}

bool is_organization_word(std::string_view lower) {
  static const WordSet set(
      "academy administration agency airline airlines airways alliance archive archives army assembly associates "
      "association athletic authority bank bar battalion board brigade brigades brotherhood bundestag bureau cabinet "
      "campaign caucus center centre chamber charity church clinic club coalition college command commission committee "
      "commons community company confederation conference congress conservatory consortium consulate convention cooperative "
      "corporation corps council court courts crescent cross curia delegation department directorate division duma embassy "
      "enterprise enterprises exchange executive faction faculty federation fleet force forces foundation front fund gallery "
      "government group guard guards headquarters hospital house industries initiative inspectorate institute institution "
      "insurance international investments jihad judiciary knesset laboratories laboratory league legion legislature library "
      "lords lobby ltd majlis mafia militia ministry mission mosque movement museum navy network nations observatory office "
      "opera orchestra order organisation organization parliament partners partnership party patrol petroleum police "
      "politburo press programme program project registry regiment resistance school schools secretariat "
      "senate service services society squad staff state-run studios supreme syndicate systems taliban task "
      "team technologies theater theatre treasury tribunal trust union unions unit united university vatican ventures "
      "watch wing workers works zoo rangers motors electric pharmaceuticals energy software bancorp capital holdings "
      "airforce collective congregation diocese archdiocese factory hotel inn labs media militias monitor monitors "
      "productions entertainment "
      "observers pact panel senate subcommittee endowment sheriff's shura cartel gang hezb front institute's agency's");
  return set.has(lower) || is_company_suffix(lower);
}

bool takes_of(std::string_view lower) {
  static const WordSet set(
      "academy administration agency alliance archdiocese assembly association authority bank board brigades bureau cabinet "
      "center centre chamber chambers church city coalition college commission committee community commonwealth conference "
      "congress council councils court department diocese directorate district duchy embassy emirate emirates faculty "
      "federation foundation front fund friends government group guard guards gulf house institute institution isle island islands "
      "journal kingdom league library line ministry mission monetary movement museum national office order organisation "
      "organization parliament party peoples physicians provinces province republic reporters doctors school sea secretariat service sisters society "
      "state states strait straits supreme theater theatre union university voice bay bank church "
      "cape port rock times bulletin daughters sons army knights joint chiefs act battle treaty declaration operation "
      "convention heart temple tower valley bishops catholic campaign campaigns partners programme program project "
      "initiative network forum mothers lawyers nations confederation consortium subcommittee endowment observatory laboratory trust "
      "court workers veterans freedom division");
  return set.has(lower);
}

bool is_outlet_word(std::string_view lower) {
  static const WordSet set(
      "news times post herald tribune gazette chronicle journal telegraph guardian observer mirror daily mail express star "
      "standard tv television radio broadcasting broadcaster magazine newspaper weekly review bulletin wire newswire fm "
      "television's dispatch courier examiner inquirer sentinel register globe independent monitor press today zeitung "
      "zeitschrift podcast channel citizen argus advertiser record newsroom voice");
  return set.has(lower);
}

bool is_outlet_noun(std::string_view lower) {
  static const WordSet set(
      "newspaper daily broadcaster channel network magazine weekly tabloid outlet website station television tv radio "
      "newswire newscast journal broadsheet paper wire portal news-site");
  return set.has(lower);
}

bool is_outlet_phrase(std::string_view lower) {
  static const WordSet set(
      "news agency,news agencies,news channel,news network,news site,news website,news outlet,news service,news portal,"
      "tv channel,tv station,tv network,tv news,television channel,television station,television network,radio station,"
      "radio network,satellite channel,media outlet,press agency,state television,state tv,state radio,state media,"
      "state news,public broadcaster,state broadcaster,local media,cable news",
      ',');
  return set.has(lower);
}

bool is_known_outlet(std::string_view lower) {
  // News agencies and broadcasters that reports name by their name alone.
  static const WordSet set(
      "reuters,afp,agence france-presse,agence france presse,associated press,ap,upi,united press international,bloomberg,"
      "bloomberg news,dpa,deutsche presse-agentur,deutsche presse agentur,efe,ansa,itar-tass,tass,interfax,ria,ria novosti,"
      "xinhua,xinhua news agency,kyodo,kyodo news,yonhap,kcna,pti,press trust of india,ani,irna,isna,fars,fars news agency,"
      "tasnim,mehr,press tv,wafa,sana,spa,petra,mena,anadolu,anadolu agency,bbc,bbc news,bbc world service,bbc radio,cnn,"
      "nbc,nbc news,abc,abc news,cbs,cbs news,pbs,npr,fox news,msnbc,cnbc,c-span,sky news,itv,channel 4,al jazeera,"
      "al-jazeera,al arabiya,al-arabiya,al mayadeen,al-mayadeen,al-manar,al manar,deutsche welle,dw,france 24,euronews,rt,"
      "sputnik,voice of america,radio free europe,voa,rfe/rl,le monde,le figaro,lib\xC3\xA9ration,der spiegel,die zeit,bild,"
      "die welt,el pa\xC3\xADs,el pais,el mundo,la repubblica,corriere della sera,la stampa,haaretz,yedioth ahronoth,"
      "the guardian,the economist,the times,the telegraph,politico,axios,breitbart,huffington post,buzzfeed,the hill,vox,"
      "the atlantic,the intercept,national review,newsweek,time magazine,usa today,new york times,washington post,"
      "wall street journal,financial times,los angeles times,cctv,nhk,abs-cbn,dawn,the hindu,ndtv,novaya gazeta,izvestia,"
      "kommersant,rossiya,pravda,global times,people's daily,south china morning post,straits times,asahi,asahi shimbun,"
      "yomiuri,yomiuri shimbun,mainichi,hurriyet,al-ahram,al ahram,asharq al-awsat,twitter feed,new yorker,the new yorker,"
      "mcclatchy,hearst,univision,telemundo,channel 12,channel 13,kan,belta,ukrinform,unian,belga,apa,ritzau,ntb,tt,lusa,"
      "cna,antara,bernama,tap,aps,map,nna",
      ',');
  return set.has(lower);
}

bool is_known_organization(std::string_view lower) {
  static const WordSet set(
      "house,islamic state,islamic state group,u.s. senate,u.s. congress,un,u.n.,united nations,eu,e.u.,european union,nato,who,imf,world bank,wto,opec,unesco,unicef,unhcr,unrwa,iaea,icc,"
      "icj,icrc,osce,oecd,asean,african union,arab league,gcc,brics,g7,g8,g20,g-7,g-8,g-20,fifa,uefa,ioc,fbi,cia,nsa,dhs,"
      "irs,epa,fda,cdc,nasa,faa,fcc,fema,tsa,pentagon,white house,kremlin,state department,congress,senate,"
      "house of representatives,supreme court,capitol hill,downing street,scotland yard,mi5,mi6,idf,irgc,hamas,hezbollah,"
      "hizbullah,fatah,islamic jihad,taliban,al-qaeda,al qaeda,al-qaida,isis,isil,daesh,boko haram,al-shabaab,al shabaab,"
      "plo,pkk,ypg,ira,eta,farc,mossad,shin bet,interpol,europol,red cross,red crescent,amnesty international,"
      "human rights watch,greenpeace,oxfam,doctors without borders,medecins sans frontieres,save the children,"
      "google,apple,microsoft,amazon,facebook,meta,twitter,tesla,boeing,airbus,toyota,samsung,huawei,intel,ibm,sony,nestle,"
      "volkswagen,bmw,ford,exxon,exxonmobil,chevron,bp,shell,gazprom,rosneft,aramco,goldman sachs,jpmorgan,citigroup,hsbc,"
      "deutsche bank,wells fargo,morgan stanley,walmart,netflix,uber,youtube,instagram,wikileaks,harvard,yale,princeton,"
      "stanford,oxford university,cambridge university,mit,gop,dnc,rnc,nra,naacp,aclu,ukip,labour,tories,likud,hadash,"
      "knesset,bundestag,duma,fed,federal reserve,ecb,european commission,european parliament,security council,"
      "general assembly,democratic party,republican party,labour party,conservative party,interior ministry,"
      "foreign ministry,defense ministry,defence ministry,health ministry,justice department,national guard,coast guard,"
      "ku klux klan,kkk,mensa,,nypd,lapd,usda,usaid,doj,dod,hhs,ice,nhs,houthis",
      ',');
  return set.has(lower);
}

bool is_possessed_head(std::string_view lower) {
  static const WordSet set(
      "people peoples workers worker women woman children men mens men's farmers writers journalists veterans king queen lord "
      "prince teachers citizens children's women's lawyers students saint st doctors sheriff mother father "
      "attorney mayor governor prosecutor ombudsman coroner");
  return set.has(lower);
}

bool is_group_noun(std::string_view lower) {
  static const WordSet set(
      "rebels militants fighters militia militias group movement faction insurgents gunmen extremists terrorists guerrillas "
      "separatists tribe tribes clan militiamen jihadists supporters members activists officials party");
  return set.has(lower);
}

bool is_other_word(std::string_view lower) {
  static const WordSet set(
      "war wars act bill law treaty agreement accord accords deal pact convention declaration amendment constitution prize "
      "award awards islam christianity judaism hinduism buddhism communism cup championship championships olympics games festival summit day week month revolution intifada uprising "
      "storm hurricane typhoon cyclone earthquake virus disease syndrome protocol resolution plan initiative operation code "
      "forum tour open prix grand series show movie book bible quran koran torah album era age crisis scandal "
      "massacre holocaust genocide spring protests election elections primary referendum conference bowl marathon medal "
      "eve christmas easter ramadan hanukkah thanksgiving passover theory effect project's report reports paper papers dossier");
  return set.has(lower);
}

}  // namespace hearsay
