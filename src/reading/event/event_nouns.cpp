// Nouns that tell of an event between actors, as verbs do: "the meeting between A and B", "launched an investigation".
#include "reading/event/event_lexicon.h"

namespace hearsay::event {

std::string_view noun_lines() {
  return R"(
CONSULT meeting 040: meeting, encounter, conference, consultation, dialogue, discussion, gathering, get-together, audience, session, interview, handshake
CONSULT summit 040: summit
CONSULT negotiation 046: talks, negotiation, peace talks, bargaining, round of talks
CONSULT visit 042: visit, trip, tour, arrival, stopover, state visit
CONSULT phone-call 041: phone call, telephone call, phone conversation, telephone conversation, call, phone talks
CONSULT letter 040: letter
CONSULT briefing 040: briefing
CONSULT hosting 043: reception, banquet, dinner, luncheon, state dinner, warm welcome
CONSULT - 045: mediation, good offices, shuttle diplomacy
AGREE - 030: pledge, promise, offer, commitment, vow, readiness, willingness, intention, guarantee, assurance
SUPPORT - 051: praise, support, endorsement, backing, approval, congratulation, tribute, appreciation, condolence, gratitude, applause, solidarity, sympathy, satisfaction, admiration, respect
SUPPORT - 055: apology, remorse
SUPPORT - 054: recognition, diplomatic relation, diplomatic tie
SUPPORT - 057: accord, pact, treaty, agreement, memorandum of understanding, memorandum, deal, contract, protocol, settlement, peace agreement, peace deal, trade deal
COOPERATE - 060: cooperation, collaboration, partnership, joint exercise, joint venture, joint patrol, joint operation, alliance, trade, joint project, ties
COOPERATE - 064: intelligence sharing, information sharing
AID - 070: aid, assistance, relief, donation, humanitarian aid, grant, loan, funding, help, supplies, relief supplies, medicine, food aid, military aid, bailout, weapons, shipment, humanitarian assistance
AID - 074: peacekeepers, peacekeeping troops, peacekeeping force
AID - 075: asylum, refuge, shelter
CONCEDE - 080: concession, compromise, reform, resignation, amnesty
CONCEDE - 0841: release, prisoner swap, prisoner exchange, acquittal
CONCEDE - 081: lifting, easing, relaxation, access
RETREAT - 087: withdrawal, retreat, pullout, pull-out, disarmament, demobilization, surrender, pullback
RETREAT - 0871: ceasefire, cease-fire, truce, armistice
REQUEST - 020: appeal, request, plea, petition, invitation, call for, proposal, bid
DEMAND - 100: demand, insistence, pressure
INVESTIGATE - 090: investigation, inquiry, probe, inspection, enquiry, fact-finding mission, audit, hearing, trial
ACCUSE - 112: accusation, allegation, charge, indictment, blame, claim
ACCUSE - 111: criticism, condemnation, denunciation, rebuke, censure, disapproval, outrage, anger, concern, dissatisfaction, displeasure, disappointment, frustration, alarm, regret
ACCUSE - 114: complaint, grievance, protest note, objection
ACCUSE - 115: lawsuit, suit, libel suit, legal action, prosecution, class action, impeachment, conviction
REJECT - 120: rejection, refusal, denial, opposition, disagreement, dispute, rebuff, dismissal
REJECT - 128: defiance, violation, breach, noncompliance
REJECT - 129: veto
THREATEN - 130: threat, warning, intimidation
THREATEN - 139: ultimatum, deadline
PROTEST - 141: protest, demonstration, rally, march, picket, sit-in, vigil, unrest, uprising
PROTEST - 142: hunger strike, fast
PROTEST - 143: strike action, walkout, general strike, stoppage, boycott
PROTEST - 144: roadblock, blockade of roads
PROTEST - 145: riot, looting
MOBILIZE - 150: mobilization, mobilisation, deployment, military exercise, military drill, war game, reinforcement, buildup, build-up, alert, show of force, troop movement, missile test, drill, naval exercise
SANCTION - 160: suspension, severing, cut in aid, termination
SANCTION - 163: embargo, economic sanctions
SANCTION - 166: expulsion, recall, withdrawal from
COERCE - 171: seizure, confiscation, destruction, raid, demolition, vandalism
COERCE - 172: ban, curfew, censorship, martial law, state of emergency, restriction, sanction, crackdown, emergency rule, tariff
COERCE - 173: arrest, detention, imprisonment, custody, arrest warrant
COERCE - 174: deportation, eviction, exile
COERCE - 175: repression, suppression, persecution, tear gas, human rights abuse
COERCE - 176: cyberattack, cyber attack, hacking, espionage
ASSAULT - 180: attack, assault, violence, ambush, stabbing, clash, beating, hijacking, atrocity
ASSAULT - 181: kidnapping, abduction, hostage-taking, hostage
ASSAULT - 182: torture, rape, sexual assault
ASSAULT - 183: bombing, explosion, car bomb, suicide bombing, blast, suicide bomber, bomb attack, suicide attack, truck bomb
ASSAULT - 186: assassination, murder, killing, execution, massacre, slaughter, beheading
FIGHT - 190: fighting, battle, combat, offensive, invasion, war, skirmish, firefight, raid, hostility, counter-offensive, incursion
FIGHT - 191: siege, blockade
FIGHT - 192: occupation, annexation, coup
FIGHT - 193: shooting, gunfire, gun attack, gun battle, shootout, shoot-out
FIGHT - 194: shelling, bombardment, artillery fire, rocket fire, mortar fire, rocket attack, barrage
FIGHT - 195: airstrike, air strike, air raid, drone strike, bombing raid, aerial attack, missile strike, missile attack, drone attack
)";
}

}  // namespace hearsay::event
