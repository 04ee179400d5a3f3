// Verbs that tell of an event between actors: PLOVER's class, the finer kind, CAMEO's code (CAMEO codebook 1.1b3).
// General knowledge of English news prose; "call for" is a verb with its particle.
#include "reading/event/event_lexicon.h"

namespace hearsay::event {

std::string_view verb_lines() {
  return R"(
CONSULT meeting 040: meet, confer, huddle, convene, sit down with, reunite, consult, meet with, shake hands
CONSULT - 040: discuss, deliberate, exchange views, converse, chat, greet, brief, debrief, liaise, engage
CONSULT phone-call 041: phone, telephone, call up, ring
CONSULT visit 042: visit, tour, arrive, travel, fly, pay a visit, set off, head to, return from, land
CONSULT hosting 043: host, receive, welcome to, play host
CONSULT negotiation 046: negotiate, bargain, haggle, hold talks, parley
CONSULT - 045: mediate, arbitrate, broker
CONSULT letter 040: write to, correspond
CONSULT - 040: attend
AGREE - 030: agree, pledge, promise, vow, offer, commit, undertake, accept, consent, plan, intend, volunteer, guarantee, assent
SUPPORT - 051: praise, laud, applaud, hail, welcome, endorse, back, support, commend, congratulate, salute, cheer, thank, honour, honor, bless, approve, admire, extol, celebrate, acclaim, side with, sympathize, sympathise, condole, favor, favour
SUPPORT - 052: defend, vindicate, justify, stand by, stick up for
SUPPORT - 053: rally behind, campaign for, lobby for
SUPPORT - 054: recognize, recognise, accredit
SUPPORT - 055: apologize, apologise, regret
SUPPORT - 056: forgive, pardon, exonerate, absolve
SUPPORT - 057: sign, ratify, conclude, ink, initial, seal, strike a deal, clinch, reach agreement, finalize, finalise
COOPERATE - 060: cooperate, collaborate, partner, team up, join forces, work together, ally, align, normalize relations, trade, import, resume relations
COOPERATE - 064: share intelligence, exchange information, share information
COOPERATE - 0841: extradite, hand over
AID - 070: aid, assist, help, donate, provide, supply, grant, fund, finance, give, deliver, contribute, bail out, ship, airlift, subsidize, subsidise, lend, loan, equip, rescue, shelter, feed, treat, vaccinate, rebuild, train, distribute, send aid
AID - 075: grant asylum, take in, harbour, harbor, shelter
AID - 074: protect, evacuate, safeguard, keep the peace
CONCEDE - 080: yield, concede, relent, back down, bow, give in, cave, acquiesce, capitulate, comply, accede, compromise, submit
CONCEDE - 081: lift, ease, relax, loosen, rescind, repeal, revoke, waive, unban, legalize, legalise, reinstate, unblock, unfreeze, restore, cancel, scrap, abolish
CONCEDE - 0841: release, free, liberate, acquit, exchange, repatriate, unchain, swap, amnesty, parole
CONCEDE - 0842: return, hand back, give back, surrender, relinquish, cede, turn over, hand over
CONCEDE - 083: resign, step down, quit, abdicate, reform, dissolve, step aside, stand down
CONCEDE - 086: allow, permit, let, authorize, authorise, admit, reopen, open, unlock, let in, readmit
RETREAT - 087: retreat, withdraw, pull out, pull back, disengage, demobilize, demobilise, disarm, de-escalate, evacuate, lay down arms, lay down weapons, redeploy, vacate, abandon, demilitarize
RETREAT - 0871: cease, truce, observe a ceasefire, declare a ceasefire, declare a truce, end hostilities, end
REQUEST - 020: ask, request, appeal, urge, implore, plead, beg, call on, call upon, call for, seek, invite, petition, entreat, beseech, encourage, exhort, solicit, propose, suggest, apply, advise, recommend, advocate, press for, push for, lobby, need, want, look for, sue for peace
DEMAND - 100: demand, insist, order, press, pressure, command, require, instruct, push, tell, compel, oblige, summon
INVESTIGATE - 090: investigate, probe, inspect, examine, inquire, scrutinize, scrutinise, audit, interrogate, question, monitor, verify, look into, observe, search for, fact-find
ACCUSE - 112: accuse, blame, charge, allege, implicate, fault, indict, incriminate, denounce as, label, brand, suspect, link
ACCUSE - 111: criticize, criticise, condemn, denounce, deplore, decry, slam, blast, rebuke, castigate, lambast, lambaste, censure, lash out, attack verbally, disapprove, chide, reproach, ridicule, mock, insult, deride, chastise, berate, vilify, scold, reprimand, admonish, fulminate, hit out, take aim, excoriate, disparage, malign, slander, find fault, take issue, rail, assail
ACCUSE - 114: complain, object, lodge a complaint, protest officially, express concern, voice concern, regret
ACCUSE - 115: sue, prosecute, take to court, file suit, bring a suit, try, convict, sentence, fine, impeach, arraign
REJECT - 120: reject, refuse, decline, deny, dismiss, rebuff, spurn, turn down, repudiate, snub, refute, renounce, rule out, disavow, dispute, contradict, disagree, brush off, shun, disown, balk, resist, oppose, boycott, scorn
REJECT - 128: defy, flout, disobey, ignore, disregard, violate, breach, break
REJECT - 129: veto, block, overrule, vote down, thwart, strike down
REJECT - 124: fail, quit talks, walk out, stonewall
THREATEN - 130: threaten, warn, menace, caution, intimidate, vow to retaliate, swear, caution against, issue a warning, alert
THREATEN - 139: give an ultimatum, issue an ultimatum
PROTEST - 141: protest, demonstrate, rally, march, picket, agitate, take to the streets, campaign, converge, chant, gather
PROTEST - 142: fast, go on hunger strike
PROTEST - 143: go on strike, walk off, strike work, down tools, shun work, stop work
PROTEST - 144: block roads, blockade roads, barricade, obstruct, occupy
PROTEST - 145: riot, rampage, loot, vandalize, vandalise
MOBILIZE - 150: mobilize, mobilise, deploy, mass, amass, reinforce, arm, rearm, station, beef up, step up security, fortify, militarize, put on alert, patrol, drill, exercise, conscript, call up, parade, test-fire, test, scramble, build up, station troops, dispatch, move
SANCTION - 160: suspend, halt, sever, cut off, break off, withhold, freeze, curtail, downgrade, discontinue, terminate, stop, reduce, cut, slash, scale back, cancel, end
SANCTION - 163: embargo, sanction, boycott, blacklist
SANCTION - 166: expel, recall, withdraw ambassador, declare persona non grata, pull out of, exit, leave
COERCE - 171: seize, confiscate, impound, damage, destroy, demolish, raze, ransack, vandalise, sabotage, torch, burn, bulldoze, raid, expropriate, nationalize, nationalise, steal, loot, commandeer, search, storm
COERCE - 172: impose, ban, outlaw, censor, restrict, prohibit, shut down, bar, forbid, dissolve, disperse, gag, muzzle, annul, dismiss, suspend, clamp down, crack down, tighten, close, dissolve, force, oust, curb
COERCE - 173: arrest, detain, jail, imprison, apprehend, incarcerate, round up, lock up, remand, intern, nab, charge with, take into custody, capture
COERCE - 174: deport, banish, exile, evict, expel from, displace, deport to, force out, drive out
COERCE - 175: repress, suppress, oppress, persecute, quell, harass, subdue, tear-gas, persecute, coerce, bully, crush, disperse, beat back
COERCE - 176: hack, spy, wiretap, jam, phish, eavesdrop
ASSAULT - 180: attack, assault, beat, stab, hit, hurt, injure, wound, maim, mutilate, lynch, mug, ambush, harm, clash, brutalize, brutalise, hijack, stone, slap, punch, pelt, target, tear into, drag
ASSAULT - 181: kidnap, abduct, take hostage, hold hostage, seize hostages, capture hostages, hold
ASSAULT - 182: rape, torture, molest, abuse, sexually assault
ASSAULT - 183: bomb, blow up, detonate, explode, car-bomb, firebomb, mine, set off
ASSAULT - 186: assassinate, murder, kill, execute, slay, gun down, shoot dead, slaughter, massacre, behead, poison, hang, crucify
FIGHT - 190: fight, battle, invade, combat, wage war, skirmish, counterattack, overrun, besiege, encircle, rout, repel, repulse, engage in battle, storm, infiltrate, retaliate, exchange fire, trade fire, open fire, strike, hit back
FIGHT - 191: blockade, lay siege, cut supply, impose a curfew, seal off, close the border
FIGHT - 192: occupy, annex, capture, recapture, retake, conquer, take control, overthrow, seize control, take over
FIGHT - 193: shoot, fire on, gun, snipe, fire at, open fire on, fire
FIGHT - 194: shell, bombard, pound, mortar, launch rockets, fire rockets
FIGHT - 195: airstrike, strafe, bombard from the air, carpet-bomb
)";
}

}  // namespace hearsay::event
