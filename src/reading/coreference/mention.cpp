#include "reading/coreference/mention.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "model/embedded.h"
#include "model/weights.h"
#include "reading/coreference/pronoun.h"
#include "reading/name/name_words.h"
#include "reading/numbers.h"

namespace hearsay {
namespace {

// A phrase's words before its noun.
constexpr std::size_t kLongestPhrase = 8;

// Of a row's outputs and as many more as make a register's worth.
using Sums = std::array<std::int16_t, 8>;

// At most a few hundred buckets of at most 127 each. A row is read with the first values of the next one.
Sums sums_of(std::span<const signed char> weights, const std::vector<std::uint32_t>& buckets) {
  typedef std::int8_t Row __attribute__((vector_size(8)));
  typedef std::int16_t Total __attribute__((vector_size(16)));
  constexpr std::size_t kBeyond = sizeof(Row) - kWordOutputs;
  Total total{};
  for (const std::uint32_t bucket : buckets) {
    Row row;
    if (bucket + 1 < kWordBuckets) {
      std::memcpy(&row, weights.data() + bucket * kWordOutputs, sizeof row);
    } else {
      std::int8_t values[sizeof(Row)] = {};
      std::memcpy(values, weights.data() + bucket * kWordOutputs, sizeof values - kBeyond);
      std::memcpy(&row, values, sizeof row);
    }
    total += __builtin_convertvector(row, Total);
  }
  Sums sums;
  std::memcpy(sums.data(), &total, sizeof total);
  return sums;
}

bool could_be_head(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t word) {
  const TextWord& it = words[word];
  if (it.kind != WordKind::word || name_of_word[word] != kNone) return false;
  const std::string_view lower = words.lower(word);
  return lower.size() > 1 && !pronoun_kind(lower);
}

// Prepositions, verbs and conjunctions that end a phrase to the left whatever the model thinks of a rare neighbour.
bool never_inside(std::string_view word) {
  static const WordSet set(
      "says said say told tells states stated reports reported in of to by for from with at on as that who which when where because "
      "is are was were be been has have had will would and but if than documenting including",
      ' ');
  return set.has(word);
}

// Plurals that always mean people, rare or not.
bool always_people(std::string_view word) {
  static const WordSet set(
      "accountants activists actors actresses addicts administrators adoptees adults advisers advisors advocates agents aides "
      "allies alumni ambassadors americans analysts anarchists applicants appointees apprentices architects artists assailants assassins "
      "astronauts athletes attackers attendees attorneys authors babies bakers bankers barbers bishops bloggers bombers borrowers bosses boys brokers brothers "
      "builders bureaucrats businessmen businesspeople businesswomen buyers bystanders campaigners candidates cardinals captains carers carpenters "
      "caregivers celebrities centrists champions chefs chiefs children christians citizens civilians classmates cleaners clergymen clerics clerks "
      "clients climbers coaches collaborators colleagues colonels colonists columnists combatants comedians commanders commentators commissioners "
      "commuters competitors congressmen congresswomen conservatives conspirators constituents consultants consumers contenders contestants contractors "
      "contributors convicts cooks cops correspondents councillors councilors counselors counterparts countrymen couples cousins coworkers creators "
      "creditors criminals critics customers cyclists dancers daughters dealers debtors defectors defenders defendants delegates demonstrators dentists "
      "deputies designers detainees detectives developers dictators diners diplomats directors dissenters dissidents doctors donors drivers "
      "dwellers economists editors educators elders electricians elites emigrants emigres employees employers engineers entrepreneurs envoys "
      "evacuees evangelicals executives exiles experts explorers extremists fans farmers farmhands fathers feminists fighters filmmakers "
      "financiers firefighters fishermen followers foreigners founders friends fugitives gamblers gangsters gardeners generals girls golfers governors "
      "graduates grandchildren grandparents guards guests guerrillas gunmen guys hackers haters hawks heirs helpers heroes hikers historians holders homeowners hopefuls "
      "hosts hostages hunters husbands idealists idiots immigrants incumbents independents individuals infants informants inmates insiders inspectors "
      "instructors insurgents intellectuals interns interpreters interviewers inventors investigators investors islamists jihadis jihadists journalists "
      "judges jurists jurors juveniles kidnappers kids kings labourers laborers ladies landlords landowners lawmakers lawyers leaders lecturers legislators "
      "lenders liberals librarians lobbyists locals lovers loyalists magistrates managers marchers mayors mechanics mediators men migrants militants "
      "militiamen millennials millionaires miners ministers mobsters moderates moderators mothers motorists mourners musicians nationals nationalists natives negotiators "
      "neighbors neighbours neoconservatives newcomers newlyweds nominees novelists nurses observers occupants offenders officers officials onlookers "
      "operatives opponents organisers organizers orphans outsiders owners painters panelists parents parishioners parliamentarians partisans partners "
      "passengers passersby pastors patients patriots peacekeepers peasants pedestrians pensioners performers philanthropists philosophers photographers "
      "physicians physicists pilgrims pilots pirates players poets policemen policymakers politicians pollsters populists preachers presidents "
      "priests principals prisoners producers professionals professors progressives prosecutors prostitutes protestants protesters protestors psychologists publishers "
      "pundits pupils purists racists radicals rappers readers rebels recipients recruits recruiters reformers refugees regulators relatives reporters "
      "representatives republicans rescuers researchers reservists residents respondents retirees revelers revolutionaries riders rioters rivals robbers "
      "rulers runners saboteurs sailors salesmen scholars schoolchildren scientists seniors senators separatists sergeants servants settlers shareholders "
      "sheriffs shoppers siblings singers sisters skeptics smokers smugglers socialists soldiers sons spectators speechwriters spies spokesmen "
      "spokespeople spokespersons spokeswomen staffers stakeholders statesmen stepchildren strategists strikers students subordinates suckers "
      "superdelegates superintendents supervisors supporters surgeons surrogates survivors suspects sympathizers taxpayers teachers teammates technicians "
      "teenagers teens tenants terrorists thieves thinkers thugs toddlers tourists traders traffickers traitors translators travelers travellers troopers "
      "trustees tutors twins undergraduates underlings unionists users vendors veterans vets victims victors viewers villagers visitors volunteers voters "
      "wardens warlords warriors whistleblowers widows winemakers witnesses wives women workers workmen worshippers writers youngsters youths zealots",
      ' ');
  return set.has(word);
}

}  // namespace

std::span<const signed char> nominal_weights() {
  static const std::span<const signed char> found = []() -> std::span<const signed char> {
    const auto weights = model::Weights::parse(model::mention_weights());
    if (!weights) return {};
    const auto tensor = weights->find("words", model::TensorType::int8, kWordBuckets, kWordOutputs);
    if (!tensor) return {};
    return {reinterpret_cast<const signed char*>(tensor->data), tensor->size()};
  }();
  return found;
}

Determiner determiner_of(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t first, std::size_t head) {
  static const WordSet kIndefinite("a an another any some every each no several many few more most other", ' ');
  static const WordSet kPointing("this that these those such", ' ');
  const std::string_view opening = words.lower(first);
  if (opening == "the" || opening == "both") return Determiner::definite;
  if (kIndefinite.has(opening)) return Determiner::indefinite;
  if (kPointing.has(opening)) return Determiner::pointing;
  if (is_possessive_pronoun(opening)) return Determiner::pronoun;
  if (first > 0 && words[first - 1].possessive && words[first - 1].sentence == words[first].sentence) return Determiner::possessive;
  for (std::size_t word = first; word < head; ++word) {
    if (words[word].possessive) return name_of_word[word] != kNone ? Determiner::possessive : Determiner::definite;
  }
  if (words[first].kind == WordKind::number || number_word_value(opening)) return Determiner::number;
  return Determiner::none;
}

std::vector<Nominal> find_nominals(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word,
                                   std::span<const signed char> weights) {
  std::vector<Nominal> nominals;
  if (weights.size() != kWordBuckets * kWordOutputs) return nominals;
  const std::vector<std::uint32_t> bits = list_bits(words);
  std::vector<std::uint32_t> buckets;
  std::vector<char> glued(words.size(), 0);  // whether a word's phrase goes on to the next word
  std::vector<std::uint8_t> heads(words.size(), 0);  // HeadClass of each word
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (words[word].kind == WordKind::mark) continue;
    word_features(words, names, name_of_word, bits, word, buckets);
    const Sums sums = sums_of(weights, buckets);
    glued[word] = sums[kHeadClasses] > 0 ? 1 : 0;
    if (!could_be_head(words, name_of_word, word)) continue;
    auto best = static_cast<std::uint8_t>(std::max_element(sums.begin(), sums.begin() + kHeadClasses) - sums.begin());
    if (best == 0 && always_people(words.lower(word))) best = static_cast<std::uint8_t>(HeadClass::people);
    heads[word] = best;
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (heads[word] == 0) continue;
    // "Harbour" of "Harbour chief Brel Osk" is nobody.
    const bool goes_on = glued[word] != 0 && !words[word].possessive && word + 1 < words.size() && words[word + 1].kind == WordKind::word &&
                         words[word + 1].sentence == words[word].sentence;
    if (goes_on) continue;
    Nominal nominal;
    nominal.kind = static_cast<HeadClass>(heads[word]);
    nominal.last = word + 1;
    nominal.first = word;
    while (nominal.first > 0 && word - nominal.first < kLongestPhrase && glued[nominal.first - 1] != 0 &&
           words[nominal.first - 1].sentence == words[word].sentence && words[nominal.first - 1].kind != WordKind::mark &&
           !never_inside(words.lower(nominal.first - 1))) {
      --nominal.first;
    }
    nominal.determiner = determiner_of(words, name_of_word, nominal.first, word);
    nominals.push_back(nominal);
  }
  return nominals;
}

}  // namespace hearsay
