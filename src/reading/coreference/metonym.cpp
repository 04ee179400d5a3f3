#include "reading/coreference/metonym.h"

#include <algorithm>

#include "reading/coreference/entity_table.h"
#include "reading/words.h"

namespace hearsay {
namespace {

// General knowledge, as atlases have it; names folded.
std::string_view country_of(std::string_view folded) {
  static const WordMap map(
      "abu dhabi=United Arab Emirates,abuja=Nigeria,accra=Ghana,addis ababa=Ethiopia,algiers=Algeria,amman=Jordan,ankara=Turkey,"
      "astana=Kazakhstan,athens=Greece,baghdad=Iraq,baku=Azerbaijan,bangkok=Thailand,beijing=China,beirut=Lebanon,belgrade=Serbia,"
      "berlin=Germany,bogota=Colombia,brasilia=Brazil,bratislava=Slovakia,bucharest=Romania,budapest=Hungary,buenos aires=Argentina,"
      "cairo=Egypt,canberra=Australia,caracas=Venezuela,chisinau=Moldova,colombo=Sri Lanka,copenhagen=Denmark,damascus=Syria,delhi=India,"
      "dhaka=Bangladesh,doha=Qatar,dublin=Ireland,hanoi=Vietnam,harare=Zimbabwe,havana=Cuba,helsinki=Finland,islamabad=Pakistan,"
      "jakarta=Indonesia,kabul=Afghanistan,kathmandu=Nepal,khartoum=Sudan,kigali=Rwanda,kinshasa=Democratic Republic of Congo,"
      "kuala lumpur=Malaysia,kyiv=Ukraine,kiev=Ukraine,lima=Peru,lisbon=Portugal,ljubljana=Slovenia,london=United Kingdom,madrid=Spain,"
      "manila=Philippines,mexico city=Mexico,minsk=Belarus,moscow=Russia,muscat=Oman,nairobi=Kenya,new delhi=India,nicosia=Cyprus,"
      "oslo=Norway,ottawa=Canada,paris=France,prague=Czech Republic,pretoria=South Africa,pyongyang=North Korea,rabat=Morocco,"
      "reykjavik=Iceland,riga=Latvia,riyadh=Saudi Arabia,rome=Italy,sanaa=Yemen,santiago=Chile,sarajevo=Bosnia and Herzegovina,"
      "seoul=South Korea,skopje=North Macedonia,sofia=Bulgaria,stockholm=Sweden,tallinn=Estonia,tashkent=Uzbekistan,tbilisi=Georgia,"
      "tehran=Iran,teheran=Iran,tirana=Albania,tokyo=Japan,tripoli=Libya,tunis=Tunisia,vienna=Austria,vilnius=Lithuania,warsaw=Poland,"
      "washington=United States,wellington=New Zealand,yerevan=Armenia,zagreb=Croatia,"
      "kremlin=Russia,white house=United States,pentagon=United States,elysee=France,elysee palace=France,quai dorsay=France,"
      "downing street=United Kingdom,whitehall=United Kingdom,blue house=South Korea,rashtrapati bhavan=India,quirinal=Italy,"
      "palazzo chigi=Italy,foggy bottom=United States,zhongnanhai=China,malacanang=Philippines,malacanang palace=Philippines,"
      "planalto=Brazil,casa rosada=Argentina,miraflores=Venezuela,la moncloa=Spain,moncloa=Spain,binnenhof=Netherlands,the hague=Netherlands,"
      "holy see=Vatican City,bankova=Ukraine,kantei=Japan");
  return map.find(folded);
}

bool is_called(const Entity& entity, const std::string& folded) {
  const auto same = [&](const std::string& name) { return fold_name(name) == folded; };
  return same(entity.name) || std::any_of(entity.aliases.begin(), entity.aliases.end(), same);
}

}  // namespace

void link_metonyms(const std::vector<std::optional<Speaker>>& speakers, std::vector<Entity>& entities) {
  for (const std::optional<Speaker>& speaker : speakers) {
    if (!speaker || speaker->entity == kNone || !entities[speaker->entity].stands_for.empty()) continue;
    Entity& entity = entities[speaker->entity];
    if (entity.type == EntityType::person || entity.type == EntityType::group) continue;
    const std::string_view country = country_of(fold_name(entity.name));
    if (country.empty()) continue;
    entity.stands_for = country;
    const std::string folded = fold_name(country);
    for (std::size_t i = 0; i < entities.size(); ++i) {
      if (i == speaker->entity || entities[i].type == EntityType::person || !is_called(entities[i], folded)) continue;
      entity.stands_for_entity = static_cast<Index>(i);
      break;
    }
  }
}

}  // namespace hearsay
