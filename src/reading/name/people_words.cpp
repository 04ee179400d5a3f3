// Given names, titles and what people are.
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {

bool is_female_given_name(std::string_view lower) {
  static const WordSet set(
      "abigail adele agnes aisha aleksandra alexandra alexis alice alicia alison allison alma amal amanda amber amelia "
      "amina amy ana anastasia andrea angela angelica angelina anita ann anna anne annette annie antonia ariana ashley "
      "astrid audrey ava ayesha barbara beatrice beatriz becky belinda benazir bernadette bertha beth betty beverly bianca "
      "birgit bonnie brenda bridget brigitte britney brittany camila camille candace cara carla carly carmen carol carolina "
      "caroline carolyn carrie catalina catherine cathy cecilia celia charlene charlotte chelsea cheryl chiara chloe "
      "christina christine cindy clara clare claudia colleen connie constance cristina crystal cynthia daisy dana daniela "
      "danielle daphne darya dawn debbie deborah debra deepika delia denise diana diane dina dolores donna doris dorothy "
      "edith eileen ekaterina elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica "
      "erika erin esperanza estelle esther ethel eugenia eva eve evelyn farah fatima fatimah fatma fatou faye felicia fiona "
      "florence frances francesca freya frida gabriela gabriella gail geraldine gertrude gina giorgia giulia gladys gloria "
      "grace greta gretchen gwen hadiya halima hannah harriet hayley hazel heather heidi helen helena helene hilary hilda "
      "hillary huda ida ilse imelda indira ines inga ingrid irena irene irina iris isabel isabella isabelle ivana ivanka "
      "jackie jacqueline jacinda jamila jana jane janet janice jasmine jean jeanette jeanne jennifer jenny jessica jill joan "
      "joanna joanne jocelyn josephine joy joyce juanita judith judy julia juliana julie juliet june karen karin karina "
      "karla kate katherine kathleen kathryn kathy katie katrina kayla keiko kelly kerry khadija kim kimberly kirsten "
      "kristen kristin kristina krystal lara laura lauren laurie layla lea leah leila lena leslie leticia lidia lila lilian "
      "lillian lily linda lindsay lindsey lisa liz liza lois lola loretta lori lorraine louise lucia lucy luisa lydia lynn "
      "mabel madeleine madeline maggie malala manal manuela marcela marcia margaret margarita margot maria mariam mariana "
      "marianne marie marilyn marina marine marion marjorie marlene marsha marta martha martina mary maryam matilda maureen "
      "maya megan mei melania melanie melinda melissa mercedes meredith meryem michaela michelle mila mildred mina miranda "
      "miriam molly mona monica monique muriel myra nabila nada nadia nadine naima nancy naomi natalia natalie natasha "
      "nawal nellie nicola nicole nina noor nora noura norma olga olivia ophelia pamela patricia patty paula pauline pearl "
      "peggy penelope penny phoebe phyllis polly priscilla priya priyanka rachel rana rania raquel rebecca regina renata "
      "renee rhonda rita roberta robin rosa rosalind rose rosemary roxanne ruby ruth sabine sabrina sadie sally salma "
      "samantha samira sandra sandy sara sarah sasha savannah selena selma shannon sharon sheila shelley sheryl shirley "
      "shreya simone soledad sonia sonja sophia sophie stacey stacy stella stephanie sue sunita susan susana susanna "
      "suzanne svetlana sylvia sylvie tamara tania tanya tara tatiana teresa tess thelma theresa tiffany tina tracy tulsi "
      "ursula valentina valerie vanessa vera veronica victoria viola violet virginia vivian wanda wendy whitney wilma "
      "winnie yasmin yasmine yelena yolanda yuliya yulia yvette yvonne zahra zainab zeinab zoe zuzana");
  return set.has(lower);
}

bool is_male_given_name(std::string_view lower) {
  static const WordSet set(
      "aaron abbas abdallah abdel abdelaziz abdul abdulaziz abdullah abdulrahman abe abel abraham abu adam adel adnan adolf "
      "adrian ahmad ahmed ahmet ajay akbar akira aktham alain alan alastair albert alberto aldo alejandro aleksandar "
      "aleksandr aleksei alessandro alex alexander alexandre alexei alexey alfonso alfred alfredo ali alistair allan allen "
      "alvaro alvin amir amit amos anatoly anders andre andreas andrei andres andrew andrey andrzej andy angelo anil antoine "
      "anthony anton antonio antony anwar ari arjun arman armando arnold arthur artur arturo arvind ashraf asif ashton "
      "augusto avi ayman aziz bader barack barry bart bartholomew bashar bassam ben benedict benito benjamin benny bernard "
      "bernardo bernie bert bill billy bjorn bob bobby boris brad bradley brendan brent brett brian bruce bruno bryan byron "
      "caleb calvin cameron carl carlo carlos cedric cesar chad charles charlie chen chris christian christoph christophe "
      "christopher claude claudio clarence clement cliff clifford clint clive colin connor conor conrad constantin craig "
      "cristian curtis cyril daisuke dale dallas damian damien dan daniel danilo danny dario darren daryl dave david davide "
      "dean declan denis dennis derek desmond dick diego dieter dietrich dimitri dimitris dirk dmitri dmitry dominic "
      "dominique don donald doug douglas duncan dustin dwight earl ed eddie edgar eduardo edmund edward edwin efraim ehud "
      "elias elijah elliot elliott elmer elon elvis emanuel emil emilio emir emmanuel enrico enrique eric erich erik ernest "
      "ernesto ernst esmail ethan eugene evan evgeny ezra fabian fabio fadi fahd faisal farid farouk fathi felipe felix "
      "fernando fidel filip floyd francesco francis francisco franco francois frank franklin franz fred freddie frederick "
      "fredrik friedrich fritz fuad gabriel gareth garry gary gavin geert gene geoff geoffrey george georges georgi gerald "
      "gerard gerhard gerry ghassan gianni gideon gilbert giovanni giuseppe glen glenn gonzalo gordon graeme graham grant "
      "greg gregory grigory guillaume guillermo gunther gustavo guy habib haim hakan hakim hamad hamed hamid hamza hani hank "
      "hans harold haroon harris harry harvey hasan hashem hassan hatem hector heinrich helmut henri henrik henry herbert "
      "herman hermann hiroshi hisham horst howard hubert hugh hugo humberto hussain hussein ian ibrahim idris ignacio igor "
      "ilham ilya imad imran ing ion ira isaac isaiah ismael ismail issa ivan ivo jack jackson jacob jacques jahangir jaime "
      "jair jake jakob jakub jamal james jamie jan janez jared jason javad javier jay jeb jeff jefferson jeffrey jens jeremy "
      "jerome jerry jesse jesus jim jimmy joachim joao joaquin joe joel johan johann johannes john johnny jon jonah jonas "
      "jonathan jordan jorge jose josef joseph josh joshua juan juha jules julian julio julius jurgen justin kamal karel "
      "karim karl kassem keith keir ken kenneth kenji kevin khaled khalid khalil kirk klaus kofi konstantin krzysztof kumar "
      "kurt kyle lamar lance lars larry lauri laurence laurent lawrence lee leo leon leonard leonardo leonid leopold leroy "
      "lester lewis liam lionel lloyd logan lorenzo lou louis luc luca lucas luciano ludwig luigi luis luiz lukas luke "
      "mahathir mahdi maher mahinda mahmoud mahmud majid malcolm malik manfred manoj manuel marc marcel marcelo marco marcos "
      "marcus marek mario marius mark marko markus marlon marshall martin marvin marwan mason massimo mateo matt matteo "
      "matteusz matthew matthias matthieu maurice mauricio max maxim maxime mehdi mehmet mel menachem mevlut michael michal "
      "michel miguel mihai mikael mike mikhail milan milos milton miroslav mitch mitchell mitt mohamad mohamed mohammad "
      "mohammed mohsen moises morgan moshe mostafa muammar muhammad muhammed murad murray mustafa mustapha myron nabil nadim "
      "naftali nasser nathan nathaniel navid nawaf ned neil nelson neville newt nicholas nick nicolas niels nigel nikita "
      "nikola nikolai nikolay nikolaus noah noam noel norbert norman nouri nuno oleg olivier omar orlando oscar osama osman "
      "oswald otto owen pablo pascal pat patrice patrick paul paulo pavel pawel pedro per percy perry pete peter petr petro "
      "philip philippe phil phillip pierre pietro piotr prakash pranab pravin qasem qassem quentin rafael rafic rafik rahul "
      "raj rajesh rajiv ralph ramesh rami ramon ramzan ramzi randy raphael rashid raul ravi ray raymond reginald reinhard rene "
      "reuven rex reza ricardo riccardo richard rick ricky riyad roald rob robert roberto rodney rodolfo rodrigo roger roland "
      "rolf roman ron ronald ronnie rory ross roy ruben rudolf rudy rupert ruslan russell rustam ryan saad sadiq saeb saeed "
      "said saif salah salam saleh salem salim salman salvador salvatore sam sameh sami samir samuel samy sandeep sanjay "
      "santiago saud scott sean sebastian sergei sergey sergio seth seymour shah shahid shamil shane shaun shawn shehbaz "
      "shimon shinzo sidney siegfried silvio simon sohail spencer stan stanislav stanley stefan stefano stephane stephen "
      "steve steven stewart stuart subhash sunil suresh sven syed sylvain tahir taher takashi talal tareq tariq taro ted "
      "terrence terry thabo theo theodore thierry thomas tim timothy tobias todd tom tomas tomasz tommy toni tony travis "
      "trevor tristan troy tyler umar umberto usama uwe vaclav vadim valentin vasily victor viktor vince vincent vinod vitaly "
      "vittorio vivek vladimir vojtech volodymyr wade waleed walid wallace walter warren wayne werner wesley wilfred wilhelm "
      "will willem william willy wolfgang xavier yahya yair yakov yang yannick yaser yasir yasser yves yitzhak yoav yossi "
      "youssef yuri yusuf yusef zachary zaki zayed ziad zlatan zoran hiroki jin ji-hoon kenta wei ming jun nguyen tran minh");
  return set.has(lower);
}

bool is_given_name(std::string_view lower) {
  static const WordSet either(
      "alex ariel ashley casey chris dana darcy elif frankie gabi hayden jamie jesse jody jordan kerry kim kiran lee leslie "
      "logan lou marion morgan nikita noor parker pat quinn reese riley robin rowan sam sasha shannon shay sidney skyler "
      "taylor terry tracy ezgi hyun xi li wang zhang liu hua kofi kwame ngozi chidi oluwaseun tunde thandi sipho naledi mai "
      "linh yuki haruka chinedu amadou mamadou moussa ousmane seydou tadesse abiy haile mulugeta");
  return is_male_given_name(lower) || is_female_given_name(lower) || either.has(lower);
}

bool is_courtesy_title(std::string_view lower) {
  static const WordSet set(
      "mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir dame madam madame monsieur mme mme. mlle. herr frau signor signora "
      "se\xC3\xB1or se\xC3\xB1ora senor senora don do\xC3\xB1\x61 sri shri smt. haji hajji hajj sayyed seyyed sayyid sayed "
      "seyed syed sheikh shaikh shaykh sheik mullah maulana mawlana mufti rabbi rev rev. fr. ustad master lord lady");
  return set.has(lower);
}

bool is_female_title(std::string_view lower) {
  static const WordSet set(
      "mrs mrs. ms ms. miss dame madam madame mme mme. mlle. frau signora se\xC3\xB1ora senora lady queen princess duchess "
      "empress baroness countess spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman actress "
      "mother wife widow daughter sister aunt grandmother girlfriend nun sultana begum hostess heiress waitress girl woman "
      "assemblywoman saleswoman sportswoman schoolgirl matriarch");
  return set.has(lower);
}

bool is_male_title(std::string_view lower) {
  static const WordSet set(
      "mr mr. sir king prince duke emperor baron count monsieur herr signor se\xC3\xB1or senor lord sheikh shaikh sheik "
      "ayatollah imam sultan emir pope cardinal archbishop bishop father brother sayyed seyyed sayyid sayed seyed spokesman "
      "chairman congressman councilman policeman businessman actor husband widower son uncle grandfather boyfriend monk "
      "patriarch mullah maulana mufti hojatoleslam assemblyman salesman sportsman schoolboy boy man gunman rabbi shah "
      "crown-prince");
  return set.has(lower);
}

bool is_title(std::string_view lower) {
  static const WordSet set(
      "president premier chancellor minister secretary secretary-general ambassador envoy governor gov gov. mayor senator sen "
      "sen. sens. congressman congresswoman representative rep rep. reps. councilman councilwoman councillor councilor "
      "delegate speaker lawmaker commissioner king queen prince princess duke duchess emperor empress baron baroness earl "
      "count countess sultan emir sheikha pope cardinal archbishop bishop patriarch ayatollah hojatoleslam hojjatoleslam "
      "imam pastor deacon chaplain father sister brother judge justice magistrate prosecutor general gen gen. lieutenant lt "
      "lt. colonel col col. major maj maj. captain capt capt. commander cmdr. admiral adm adm. vice-admiral brigadier brig. "
      "brigadier-general sergeant sgt sgt. corporal cpl. private pvt. officer detective inspector superintendent constable "
      "sheriff deputy marshal professor prof prof. dean principal chairman chairwoman chairperson chair director "
      "director-general manager coach spokesman spokeswoman spokesperson leader chief ceo cfo coo adviser advisor negotiator "
      "coordinator rapporteur comptroller treasurer attorney solicitor counsel vice-president vice-chancellor "
      "vice-premier vice-chairman mp mps md chief-of-staff commandant secretaries presidents ministers senators generals "
      "caliph maharaja rajah nawab taoiseach comrade presenter correspondent reporter editor columnist co-founder "
      "founder executive nominee candidate congressmen commander-in-chief first-lady guitarist singer actor actress director-designate "
      "undersecretary under-secretary under-secretary-general ex-president ex-premier hon. hon excellency eminence highness majesty");
  return set.has(lower) || is_courtesy_title(lower);
}

bool is_title_modifier(std::string_view lower) {
  static const WordSet set(
      "prime vice deputy foreign defence defense interior finance health justice education energy environment trade economy "
      "culture agriculture transport oil information labour labor supreme grand attorney press chief chairman senior former "
      "acting interim assistant associate managing executive staff crown first lady great lead principal late "
      "majority minority house opposition national security campaign district state police fire army naval air "
      "lieutenant brigadier major rear then outgoing incoming caretaker honorary permanent special high home cabinet "
      "ex right general solicitor surgeon field wing squadron sub detective sales marketing operating financial technology "
      "research program programme policy communications regional provincial federal emeritus head junior elect "
      "president-elect under royal ruling joint parliamentary senate");
  return set.has(lower);
}

bool is_role_noun(std::string_view lower) {
  static const WordSet set(
      "abbot academic accountant activist actor actress administrator adviser advisor advocate aide ally ambassador analyst "
      "anchor archbishop architect artist astronaut athlete attorney author ayatollah banker barrister bishop blogger "
      "biologist boss boxer brother builder businessman businesswoman candidate captain cardinal caretaker champion "
      "chancellor chair chairman chairperson chairwoman chef chief clerk cleric coach co-author co-founder colleague colonel "
      "columnist comedian commander commentator commissioner composer congressman congresswoman conductor consultant "
      "coordinator correspondent councillor councilor councilman counsel counselor cousin criminologist critic curator "
      "daughter dean defender deputy designer detective dictator diplomat director doctor driver drummer economist editor "
      "emir employee engineer entrepreneur envoy epidemiologist executive expert farmer father fellow fighter filmmaker "
      "financier firefighter fisherman forward founder friend general geologist goalkeeper governor grandfather grandmother "
      "graduate guitarist guard gunman head headmaster heir hero historian host husband imam inspector instructor "
      "interpreter investigator journalist judge king laureate lawmaker lawyer leader lecturer legislator lieutenant lobbyist "
      "magistrate magnate manager marshal mayor mechanic mediator meteorologist midfielder militant millionaire billionaire "
      "minister monk mother musician negotiator neighbor neighbour nephew niece nominee novelist nurse observer officer "
      "official operator organiser organizer owner painter paramedic partner pastor patriarch patient photographer "
      "physician physicist pilot player poet policeman policewoman politician pollster pope premier presenter president "
      "priest prince princess principal prisoner producer professor prosecutor psychiatrist psychologist publicist publisher "
      "queen rabbi rapper rapporteur rector refugee registrar reporter representative researcher resident rival sailor "
      "scholar scientist sculptor secretary secretary-general senator sergeant sheriff singer sister skipper sociologist "
      "soldier solicitor son speaker specialist spokesman spokesperson spokeswoman sportsman star statesman strategist "
      "striker student sultan superintendent supervisor surgeon survivor suspect teacher technician trader treasurer tutor "
      "tycoon undersecretary uncle veteran veterinarian vice-president victim volunteer warden widow wife winner witness "
      "worker writer youth boy girl man woman teenager ceo cfo coo chief-of-staff vice-chancellor vice-chairman lawmaker "
      "director-general mastermind whistleblower contractor plaintiff defendant goalscorer runner swimmer cyclist golfer");
  return set.has(lower);
}

bool is_role_plural(std::string_view lower) {
  if (lower == "men" || lower == "women" || lower == "spokesmen" || lower == "wives" || lower == "police" ||
      lower == "allies" || lower == "secretaries" || lower == "policemen" || lower == "businessmen" ||
      lower == "firefighters" || lower == "gunmen" || lower == "fishermen" || lower == "congressmen" ||
      lower == "witnesses" || lower == "people" || lower == "children" || lower == "authorities" || lower == "sources" ||
      lower == "rescuers" || lower == "protesters" || lower == "supporters" || lower == "critics" || lower == "parents" ||
      lower == "relatives" || lower == "members" || lower == "troops" || lower == "forces" || lower == "rebels" ||
      lower == "lawmakers" || lower == "others" || lower == "families" || lower == "villagers" || lower == "locals" ||
      lower == "voters" || lower == "aides" || lower == "medics" || lower == "militants" || lower == "insiders") {
    return true;
  }
  return lower.size() > 3 && lower.back() == 's' && is_role_noun(lower.substr(0, lower.size() - 1));
}

bool is_name_particle(std::string_view lower) {
  static const WordSet set(
      "al el ul ur ad as az bin ibn ben bint abu umm van von der den de del della dell di da do dos das du la le los las "
      "ter ten zu zum y e af st. st san santa ap o\xE2\x80\x99 mac");
  return set.has(lower);
}

bool is_name_suffix(std::string_view lower) {
  static const WordSet set("jr jr. sr sr. ii iii iv esq. phd ph.d. m.d. md mp");
  return set.has(lower);
}

}  // namespace hearsay
