#include "report/sample.h"

#include <gtest/gtest.h>

#include <utility>

namespace hearsay::test {

Span span_of(std::string_view text, std::string_view words, int occurrence) {
  std::size_t at = text.find(words);
  for (int i = 1; i < occurrence && at != std::string_view::npos; ++i) at = text.find(words, at + 1);
  if (at == std::string_view::npos) {
    ADD_FAILURE() << "not in the text: " << words;
    return {};
  }
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

DocumentBuilder::DocumentBuilder(std::string id, std::string publisher, std::string date, std::string title,
                                 std::string text) {
  document.id = std::move(id);
  document.input.path = "pages/" + document.id + ".html";
  document.input.kind = InputKind::html;
  document.article.publisher = std::move(publisher);
  if (!date.empty()) document.article.published = Date{std::move(date), DatePrecision::day, "meta"};
  document.article.title = std::move(title);
  document.article.language = "en";
  document.article.text = std::move(text);
}

Index DocumentBuilder::entity(std::string name, EntityType type, std::initializer_list<std::string_view> mentions,
                              std::string role) {
  Entity made;
  made.name = std::move(name);
  made.type = type;
  if (!role.empty()) made.roles.push_back(std::move(role));
  for (const std::string_view words : mentions) {
    made.mentions.push_back({span_of(document.article.text, words), MentionForm::name});
  }
  document.reading.entities.push_back(std::move(made));
  return static_cast<Index>(document.reading.entities.size() - 1);
}

Index DocumentBuilder::attribute(std::string_view source, std::string_view cue,
                                 std::initializer_list<std::string_view> content, Stance stance, Speaker speaker,
                                 std::vector<Hop> chain, Index within) {
  Attribution made;
  const std::string_view text = document.article.text;
  if (!source.empty()) made.source.push_back(span_of(text, source));
  if (!cue.empty()) made.cue.push_back(span_of(text, cue));
  for (const std::string_view words : content) made.content.push_back(span_of(text, words));
  const bool quoted = content.size() > 0 && content.begin()->starts_with("“");
  made.form = quoted ? Form::direct : Form::indirect;
  made.stance = stance;
  if (!speaker.name.empty()) made.speaker = std::move(speaker);
  made.chain = std::move(chain);
  made.within = within;
  document.reading.attributions.push_back(std::move(made));
  return static_cast<Index>(document.reading.attributions.size() - 1);
}

Index DocumentBuilder::figure(std::string_view words, double value, Bound bound, std::string unit, Index attribution) {
  Figure made;
  made.span = span_of(document.article.text, words);
  made.value = value;
  made.bound = bound;
  made.unit = std::move(unit);
  made.attribution = attribution;
  document.reading.figures.push_back(std::move(made));
  return static_cast<Index>(document.reading.figures.size() - 1);
}

ComparisonMember member_of(const Account& account, Index document, std::string_view words, std::string value,
                           Index attribution) {
  return {document, span_of(account.documents[document].article.text, words), std::string(words), std::move(value),
          attribution};
}

namespace {

Hop hop(std::string name, SpeakerKind kind, std::string basis) {
  Hop made;
  made.name = std::move(name);
  made.kind = kind;
  made.basis = std::move(basis);
  return made;
}

Document courier() {
  DocumentBuilder builder(
      "velm-courier-0503", "Velm Courier", "2031-05-03", "Ferry burns off Port Velm",
      "PORT VELM – Twelve people died when the ferry Merrow burned off Port Velm on Friday.\n\n"
      "A source in the harbour office told the daily Tidewatch that the pumps had not been tested since March. "
      "“The minister said in April that every pump was sound,” the source added.\n\n"
      "Harbour minister Tora Belling denied that any inspection was missed.");
  const Index minister = builder.entity("Tora Belling", EntityType::person, {"Tora Belling"}, "harbour minister");
  const Index told = builder.attribute(
      "A source in the harbour office", "told", {"the pumps had not been tested since March"}, Stance::claims,
      {"a source in the harbour office", kNone, SpeakerKind::unnamed},
      {hop("a source in the harbour office", SpeakerKind::unnamed, "source"),
       hop("Tidewatch", SpeakerKind::outlet, "told"), hop("Velm Courier", SpeakerKind::outlet, "publisher")});
  (void)told;
  const Index added =
      builder.attribute("the source", "added", {"“The minister said in April that every pump was sound,”"},
                        Stance::states, {"a source in the harbour office", kNone, SpeakerKind::unnamed},
                        {hop("a source in the harbour office", SpeakerKind::unnamed, "source"),
                         hop("Velm Courier", SpeakerKind::outlet, "publisher")});
  builder.attribute("The minister", "said", {"every pump was sound"}, Stance::states,
                    {"Tora Belling", minister, SpeakerKind::named},
                    {hop("Tora Belling", SpeakerKind::named, "source"),
                     hop("a source in the harbour office", SpeakerKind::unnamed, "nested"),
                     hop("Velm Courier", SpeakerKind::outlet, "publisher")},
                    added);
  builder.attribute(
      "Tora Belling", "denied", {"any inspection was missed"}, Stance::denies,
      {"Tora Belling", minister, SpeakerKind::named},
      {hop("Tora Belling", SpeakerKind::named, "source"), hop("Velm Courier", SpeakerKind::outlet, "publisher")});
  builder.figure("Twelve", 12, Bound::exact, "deaths");
  const std::string_view text = builder.document.article.text;
  TimeExpression friday;
  friday.span = span_of(text, "Friday");
  friday.value = friday.begin = friday.end = "2031-05-02";
  builder.document.reading.times.push_back(friday);
  MainEvent& event = builder.document.reading.main_event;
  event.who = {span_of(text, "the ferry Merrow"), span_of(text, "Twelve people")};
  event.what = {span_of(text, "burned off Port Velm")};
  event.when = {friday.span};
  event.where = {span_of(text, "Port Velm")};
  event.why = {span_of(text, "the pumps had not been tested")};
  event.how = {};
  return builder.document;
}

Document tide() {
  Document copy = courier();
  copy.id = "dailytide";
  copy.article.publisher = "Daily Tide";
  copy.article.credit = {"Velm Courier"};
  copy.article.published = Date{"2031-05-03T18:20+02:00", DatePrecision::minute, "json-ld"};
  for (Attribution& attribution : copy.reading.attributions) attribution.chain.back().name = "Daily Tide";
  return copy;
}

Document ledger() {
  DocumentBuilder builder("north-ledger", "North Ledger", "2031-05-04", "Death toll rises in ferry fire",
                          "At least 19 people are dead, the coast guard said on Saturday. "
                          "It could not say that the search was over.");
  const Index guard = builder.entity("coast guard", EntityType::organization, {"the coast guard"});
  const Index said = builder.attribute("the coast guard", "said", {"At least 19 people are dead"}, Stance::states,
                                       {"coast guard", guard, SpeakerKind::named});
  const Index over = builder.attribute("It", "say", {"that the search was over"}, Stance::confirms,
                                       {"coast guard", guard, SpeakerKind::named});
  builder.document.reading.attributions[over].negated = true;
  builder.figure("At least 19", 19, Bound::at_least, "deaths", said);
  return builder.document;
}

Document treaty() {
  DocumentBuilder builder("東の海", "", "", "漁業協定 signed",
                          "The treaty on the straits was signed in Ostrava Bay, two days late.");
  builder.document.input.url = "https://www.strait.example/treaty?x=1";
  return builder.document;
}

}  // namespace

Account sample_account() {
  Account account;
  account.documents = {courier(), tide(), ledger(), treaty()};
  CaseEntity minister;
  minister.name = "Tora Belling";
  minister.type = EntityType::person;
  minister.roles = {"harbour minister"};
  minister.members = {{0, 0}, {1, 0}};
  CaseEntity guard;
  guard.name = "coast guard";
  guard.type = EntityType::organization;
  guard.members = {{2, 0}};
  account.entities = {minister, guard};

  Story fire;
  fire.title = "Ferry burns off Port Velm";
  fire.documents = {0, 1, 2};
  fire.copies = {{0, 1, 0.98}};
  fire.origins = {{0, 1}, {2}};
  fire.first = "2031-05-03";
  fire.last = "2031-05-04";
  Story pact;
  pact.title = "漁業協定 signed";
  pact.documents = {3};
  pact.origins = {{3}};
  account.stories = {pact, fire};

  Comparison toll{
      1, ComparisonKind::figure, "deaths", Verdict::update, "The number rose from 12 to at least 19 in a day.", 2, {}};
  toll.members = {member_of(account, 0, "Twelve", "12"), member_of(account, 1, "Twelve", "12"),
                  member_of(account, 2, "At least 19", "at least 19", 0)};
  Comparison pumps{1,
                   ComparisonKind::position,
                   "inspection of the pumps",
                   Verdict::conflict,
                   "A source in the harbour office claims what Tora Belling denies.",
                   1,
                   {}};
  pumps.members = {member_of(account, 0, "the pumps had not been tested since March", "claims", 0),
                   member_of(account, 0, "any inspection was missed", "denies", 3)};
  account.comparisons = {toll, pumps};
  return account;
}

}  // namespace hearsay::test
