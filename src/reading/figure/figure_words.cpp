#include "reading/figure/figure_words.h"

#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {

std::string_view currency_sign(std::string_view mark) {
  static const WordMap map(
      "$=USD,us$=USD,a$=AUD,c$=CAD,nz$=NZD,hk$=HKD,s$=SGD,r$=BRL,\xC2\xA3=GBP,\xE2\x82\xAC=EUR,\xC2\xA5=JPY,\xE2\x82\xB9=INR,"
      "\xE2\x82\xBD=RUB,\xE2\x82\xA9=KRW,\xE2\x82\xAA=ILS,\xE2\x82\xBA=TRY,\xE2\x82\xB4=UAH,usd=USD,eur=EUR,gbp=GBP,rs=INR,rs.=INR,"
      "chf=CHF,cny=CNY,jpy=JPY,inr=INR,aud=AUD,cad=CAD");
  return map.find(mark);
}

std::string_view currency_word(std::string_view lower) {
  static const WordMap map(
      "dollar=USD,dollars=USD,usd=USD,cents=USD,euro=EUR,euros=EUR,eur=EUR,pounds=GBP,sterling=GBP,gbp=GBP,yen=JPY,yuan=CNY,renminbi=CNY,"
      "rupee=INR,rupees=INR,rouble=RUB,roubles=RUB,ruble=RUB,rubles=RUB,won=KRW,shekel=ILS,shekels=ILS,lira=TRY,liras=TRY,"
      "hryvnia=UAH,hryvnias=UAH,franc=CHF,francs=CHF,rial=IRR,rials=IRR,toman=IRR,tomans=IRR,dinar=IQD,dinars=IQD,riyal=SAR,"
      "riyals=SAR,dirham=AED,dirhams=AED,peso=MXN,pesos=MXN,rand=ZAR,naira=NGN,krona=SEK,kronor=SEK,krone=NOK,kroner=NOK,zloty=PLN,"
      "zlotys=PLN,forint=HUF,forints=HUF,baht=THB,rupiah=IDR,ringgit=MYR,dong=VND,real=,reais=BRL,shillings=KES,bitcoin=XBT");
  return map.find(lower);
}

std::string_view measure_unit(std::string_view lower) {
  static const WordMap map(
      "km=km,kilometre=km,kilometres=km,kilometer=km,kilometers=km,kms=km,m=m,metre=m,metres=m,meter=m,meters=m,cm=cm,"
      "centimetre=cm,centimetres=cm,centimeter=cm,centimeters=cm,mm=mm,millimetre=mm,millimetres=mm,millimeter=mm,"
      "millimeters=mm,mile=mi,miles=mi,foot=ft,feet=ft,ft=ft,inch=in,inches=in,yard=yd,yards=yd,kg=kg,kilo=kg,kilos=kg,kilogram=kg,"
      "kilograms=kg,kilogramme=kg,kilogrammes=kg,gram=g,grams=g,tonne=t,tonnes=t,ton=t,tons=t,pound=lb,lb=lb,lbs=lb,ounce=oz,"
      "ounces=oz,litre=l,litres=l,liter=l,liters=l,gallon=gal,gallons=gal,hectare=ha,hectares=ha,acre=ac,acres=ac,"
      "mph=mph,kph=km/h,km/h=km/h,kmh=km/h,knots=kn,degree=degrees,degrees=degrees,megawatt=MW,megawatts=MW,mw=MW,"
      "gigawatt=GW,gigawatts=GW,gw=GW,kilowatts=kW,kw=kW,kilotons=kt,mb=MB,gb=GB,tb=TB,megabytes=MB,gigabytes=GB,"
      "\xC2\xB0=degrees,\xC2\xB0\x63=degrees,points=points,point=points,percentage=points,bps=bps");
  return map.find(lower);
}

std::string_view fate_of(std::string_view lower) {
  static const WordMap map(
      "killed=deaths,dead=deaths,died=deaths,die=deaths,dies=deaths,dying=deaths,kill=deaths,kills=deaths,killing=deaths,death=deaths,"
      "deaths=deaths,fatalities=deaths,fatality=deaths,slain=deaths,murdered=deaths,executed=deaths,martyred=deaths,martyrs=deaths,drowned=deaths,"
      "perished=deaths,massacred=deaths,toll=deaths,lives=deaths,bodies=deaths,"
      "corpses=deaths,beheaded=deaths,slaughtered=deaths,"
      "injured=injured,injuring=injured,injure=injured,injures=injured,wounded=injured,wounding=injured,wounds=injured,wound=injured,hurt=injured,injuries=injured,"
      "hospitalized=injured,hospitalised=injured,casualties=casualties,casualty=casualties,"
      "missing=missing,unaccounted=missing,disappeared=missing,vanished=missing,trapped=trapped,stranded=stranded,"
      "arrested=detained,arrests=detained,detained=detained,detention=detained,custody=detained,arresting=detained,detaining=detained,detainees=detained,jailed=detained,imprisoned=detained,"
      "prisoners=detained,inmates=detained,detentions=detained,captured=captured,kidnapped=hostages,abducted=hostages,hostages=hostages,"
      "captives=hostages,abducting=hostages,kidnapping=hostages,hostage=hostages,"
      "displaced=displaced,evacuated=displaced,homeless=displaced,uprooted=displaced,evacuees=displaced,refugees=displaced,displacing=displaced,"
      "fled=displaced,evacuating=displaced,fleeing=displaced,"
      "rescued=rescued,rescuing=rescued,survived=survivors,survivors=survivors,infected=infected,infections=infected,freed=released,released=released,"
      "freeing=released,releasing=released");
  return map.find(lower);
}

std::string_view counted_unit(std::string_view lower) {
  static const WordMap map(
      "votes=votes,vote=votes,ballots=votes,seats=seats,seat=seats,jobs=jobs,job=jobs,houses=houses,homes=houses,house=houses,home=houses,"
      "buildings=buildings,vehicles=vehicles,cars=vehicles,trucks=vehicles,rockets=rockets,rocket=rockets,missiles=missiles,missile=missiles,"
      "drones=drones,strikes=strikes,airstrikes=strikes,raids=strikes,attacks=attacks,incidents=incidents,cases=cases,case=cases,"
      "shares=shares,copies=copies,flights=flights,aircraft=aircraft,planes=aircraft,ships=ships,vessels=ships,countries=countries,states=states,"
      "cities=cities,villages=villages,schools=schools,hospitals=hospitals,lawmakers=people,emails=emails,documents=documents,goals=goals,"
      "points=points,matches=matches,games=games,times=times,charges=charges,counts=charges,barrel=barrels,barrels=barrels");
  return map.find(lower);
}

bool is_people_noun(std::string_view lower) {
  static const WordSet set(
      "people persons person men women children man woman child boys girls boy girl babies civilians residents inhabitants passengers troops "
      "soldiers civilian officers police policemen members migrants refugees protesters demonstrators marchers supporters fans "
      "students pupils workers employees staff voters users patients victims others lives families households individuals adults "
      "teenagers youths fighters militants rebels gunmen terrorists insurgents servicemen personnel sailors firefighters "
      "journalists doctors nurses teachers citizens nationals foreigners tourists pilgrims worshippers guests customers "
      "crew crewmen miners villagers crowd athletes players infants toddlers minors relatives settlers humans souls "
      "delegates representatives deputies mps senators lawmakers hostages prisoners detainees inmates survivors injured dead "
      "wounded missing viewers listeners readers subscribers followers volunteers participants spectators attendees shoppers "
      "evacuees asylum-seekers immigrants americans schoolgirls schoolboys schoolchildren crewmembers seekers consumers leaders "
      "suspects politicians executives experts revelers revellers bystanders onlookers commuters motorists cyclists pedestrians "
      "campers neighbours neighbors dissidents defendants plaintiffs recruits conscripts cadets reservists mourners pensioners "
      "homeowners drivers investors shareholders witnesses",
      ' ');
  // "technicians", "cyclists", "churchgoers", "policewomen"
  const auto ends = [&](std::string_view tail) { return lower.size() > tail.size() + 3 && lower.ends_with(tail); };
  return set.has(lower) || is_role_plural(lower) || is_people(lower) || ends("ians") || ends("ists") || ends("goers") || ends("girls") ||
         ends("boys") || ends("women") || ends("servicemen") || ends("workers") || ends("members");
}

}  // namespace hearsay
