#include "make.h"

#include <sstream>

#include "core/enums.h"

namespace hearsay::test {
namespace {

Span find(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

void add_article(Document& document, unsigned seed) {
  Article& article = document.article;
  const std::string toll = std::to_string(12 + seed);
  article.title = "Flood in Sélvany kills " + toll;
  article.published = Date{"2031-04-05T17:27+02:00", DatePrecision::minute, "json-ld"};
  article.modified = Date{"2031-04", DatePrecision::month, "text"};
  article.authors = {"Ana Mórrel", "P. Quint"};
  article.publisher = "The Velm Courier";
  article.credit = {"Ostra News Agency"};
  article.language = "en";
  article.section = "World";
  article.url = "https://courier.example/" + document.id;
  article.text = "“At least " + toll + " people drowned in Sélvany on Monday,” Governor Íris Dalt told Radio Velm.\n\n"
                 "A spokesman denied that the dam at Korr had failed. She met the mayor there.";
  const auto paragraph = static_cast<std::uint32_t>(article.text.find("\n\n"));
  const auto size = static_cast<std::uint32_t>(article.text.size());
  article.blocks = {{{0, paragraph}, BlockKind::quote}, {{paragraph + 2, size}, BlockKind::paragraph}};
  article.furniture = {{"comment", "First!"}, {"menu", ""}};
}

void add_entities(Document& document) {
  const std::string& text = document.article.text;
  document.reading.entities = {
      {"Íris Dalt", EntityType::person, {"Dalt", "Governor Dalt"}, {"governor"},
       {{find(text, "Íris Dalt"), MentionForm::name}, {find(text, "She"), MentionForm::pronoun}}},
      {"Radio Velm", EntityType::outlet, {}, {}, {{find(text, "Radio Velm"), MentionForm::name}}},
      {"a spokesman", EntityType::person, {}, {"spokesman"}, {{find(text, "A spokesman"), MentionForm::nominal}}},
      {"Korr", EntityType::place, {}, {}, {{find(text, "Korr"), MentionForm::name}}, {}, Location{"VM", 12.5, -71.25}},
  };
  document.reading.entities[1].members = {0, 2};
  document.reading.entities[3].stands_for = "Velmark";
  document.reading.entities[3].stands_for_entity = 1;
}

void add_attributions(Document& document) {
  const std::string& text = document.article.text;
  Attribution said;
  said.source = {find(text, "Governor Íris Dalt")};
  said.cue = {find(text, "told"), find(text, "Radio Velm")};
  said.content = {find(text, "“At least"), find(text, "people drowned in Sélvany on Monday,”")};
  said.form = Form::direct;
  said.stance = Stance::reports;
  said.speaker = Speaker{"Íris Dalt", 0, SpeakerKind::named};
  said.chain = {{"Íris Dalt", 0, SpeakerKind::named, {find(text, "Íris Dalt")}, "source"},
                {"Radio Velm", 1, SpeakerKind::outlet, {find(text, "Radio Velm"), find(text, "told")}, "told"},
                {"The Velm Courier", kNone, SpeakerKind::outlet, {}, "publisher"}};
  Attribution denied;
  denied.source = {find(text, "A spokesman")};
  denied.cue = {find(text, "denied")};
  denied.content = {find(text, "that the dam at Korr had failed")};
  denied.stance = Stance::denies;
  denied.negated = true;
  denied.speaker = Speaker{"", kNone, SpeakerKind::unnamed, find(text, "spokesman"), find(text, "at Korr"), find(text, "She met")};
  denied.within = 0;
  Attribution nobody;
  nobody.cue = {find(text, "failed")};
  nobody.content = {find(text, "the dam")};
  nobody.form = Form::mixed;
  document.reading.attributions = {said, denied, nobody};
}

void add_rest(Document& document, unsigned seed) {
  const std::string& text = document.article.text;
  Reading& reading = document.reading;
  reading.times = {{find(text, "Monday"), TimeType::date, "2031-03-31", "2031-03-31", "2031-03-31"},
                   {find(text, "on"), TimeType::set, "", "", ""}};
  Figure toll;
  toll.span = find(text, "At least " + std::to_string(12 + seed));
  toll.value = 12.0 + seed + 1.0 / 3;
  toll.high = 40.5;
  toll.bound = Bound::at_least;
  toll.unit = "deaths";
  toll.what = "people";
  toll.what_span = find(text, "people");
  toll.attribution = 0;
  toll.time = 0;
  toll.place = "Sélvany";
  toll.part = true;
  Figure bare;
  bare.span = find(text, "12");
  reading.figures = {toll, bare};
  reading.figures[1].span = toll.span;
  Event meeting;
  meeting.type = "CONSULT";
  meeting.subtype = "meeting";
  meeting.code = "040";
  meeting.trigger = {find(text, "met"), find(text, "there")};
  meeting.mentions = {find(text, "met"), find(text, "Korr")};
  meeting.participants = {{0, "agent", find(text, "She")}, {kNone, "patient", find(text, "the mayor")}, {2, "guest", {}}};
  meeting.time = 0;
  meeting.place = 3;
  meeting.place_span = find(text, "Korr");
  meeting.modality = "planned";
  meeting.attribution = 1;
  Event bare_event;
  bare_event.type = "ACCUSE";
  reading.events = {meeting, bare_event};
  reading.main_event.who = {find(text, "the mayor"), find(text, "She")};
  reading.main_event.where = {find(text, "Korr")};
}

class Dump {
 public:
  template <class... Values>
  Dump& line(const char* name, const Values&... values) {
    out_ << name;
    ((out_ << " | ", put(values)), ...);
    out_ << '\n';
    return *this;
  }
  void document(const Document& document);
  void account(const Account& account);
  [[nodiscard]] std::string text() const { return out_.str(); }

 private:
  void put(const std::string& text) { out_ << text; }
  void put(const char* text) { out_ << text; }
  void put(double number) { out_ << std::hexfloat << number << std::defaultfloat; }
  void put(std::uint32_t number) { out_ << number; }
  void put(std::uint64_t number) { out_ << number; }
  void put(bool value) { out_ << value; }
  void put(Span span) { out_ << span.begin << '-' << span.end; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { out_ << to_string(value); }
  void put(const Date& date) { line("", date.value, date.precision, date.basis); }
  template <class Value>
  void put(const std::optional<Value>& value) {
    if (value) put(*value);
    else out_ << "absent";
  }
  template <class Value>
  void put(const std::vector<Value>& values) {
    out_ << '[' << values.size();
    for (const Value& value : values) out_ << "; ", put(value);
    out_ << ']';
  }
  void article(const Article& article);
  void reading(const Reading& reading);

  std::ostringstream out_;
};

void Dump::article(const Article& article) {
  line("title", article.title).line("published", article.published).line("modified", article.modified);
  line("authors", article.authors).line("publisher", article.publisher).line("credit", article.credit);
  line("language", article.language).line("section", article.section).line("url", article.url);
  line("text", article.text);
  for (const Block& block : article.blocks) line("block", block.span, block.kind);
  for (const Furniture& furniture : article.furniture) line("furniture", furniture.type, furniture.text);
}

void Dump::reading(const Reading& reading) {
  for (const Entity& entity : reading.entities) {
    line("entity", entity.name, entity.type, entity.aliases, entity.roles, entity.members, entity.stands_for,
         entity.stands_for_entity);
    if (entity.location) line("location", entity.location->country, entity.location->latitude, entity.location->longitude);
    for (const Mention& mention : entity.mentions) line("mention", mention.span, mention.form);
  }
  for (const Attribution& one : reading.attributions) {
    line("attribution", one.source, one.cue, one.content, one.form, one.stance, one.negated, one.within);
    if (one.speaker) line("speaker", one.speaker->name, one.speaker->entity, one.speaker->kind, one.speaker->role, one.speaker->proximity,
                          one.speaker->anonymity);
    for (const Hop& hop : one.chain) line("hop", hop.name, hop.entity, hop.kind, hop.words, hop.basis);
  }
  for (const Event& event : reading.events) {
    line("event", event.type, event.subtype, event.code, event.trigger, event.mentions, event.time, event.place, event.place_span, event.modality,
         event.attribution);
    for (const Participant& one : event.participants) line("participant", one.entity, one.role, one.span);
  }
  for (const Figure& one : reading.figures) {
    line("figure", one.span, one.value, one.high, one.bound, one.unit, one.what, one.what_span, one.attribution,
         one.time, one.place, one.part);
  }
  for (const TimeExpression& time : reading.times) line("time", time.span, time.type, time.value, time.begin, time.end);
  const MainEvent& main = reading.main_event;
  line("main event", main.who, main.what, main.when, main.where, main.why, main.how);
}

void Dump::document(const Document& document) {
  line("document", document.id, document.input.path, document.input.offset, document.input.kind, document.input.url);
  article(document.article);
  reading(document.reading);
}

void Dump::account(const Account& account) {
  for (const Document& one : account.documents) document(one);
  for (const CaseEntity& entity : account.entities) {
    line("case entity", entity.name, entity.type, entity.aliases, entity.roles);
    for (const auto& [in, index] : entity.members) line("member", in, index);
  }
  for (const Story& story : account.stories) {
    line("story", story.title, story.documents, story.origins, story.first, story.last);
    for (const Copy& copy : story.copies) line("copy", copy.original, copy.copy, copy.containment);
  }
  for (const Comparison& one : account.comparisons) {
    line("comparison", one.story, one.kind, one.what, one.verdict, one.why, one.origins);
    for (const ComparisonMember& member : one.members) {
      line("member", member.document, member.span, member.text, member.value, member.attribution);
    }
  }
}

}  // namespace

Document full_document(const std::string& id, unsigned seed) {
  Document document;
  document.id = id;
  document.input = {"pages/" + id + ".html", 1234567890123ULL + seed, InputKind::warc, "https://velm.example/" + id};
  add_article(document, seed);
  add_entities(document);
  add_attributions(document);
  add_rest(document, seed);
  return document;
}

Account full_account(std::vector<Document> documents) {
  Account account;
  account.documents = std::move(documents);
  CaseEntity dalt{"Íris Dalt", EntityType::person, {"Dalt"}, {"governor", "mayor"}, {}};
  CaseEntity velm{"Radio Velm", EntityType::outlet, {}, {}, {}};
  Story story;
  story.title = "Flood in Sélvany";
  for (Index i = 0; i < account.documents.size(); ++i) {
    dalt.members.emplace_back(i, 0);
    velm.members.emplace_back(i, 1);
    story.documents.push_back(static_cast<Index>(account.documents.size()) - 1 - i);
    if (i > 0) story.copies.push_back({i - 1, i, 1.0 / (i + 2)});
    if (i % 2 == 0) story.origins.emplace_back();
    story.origins.back().push_back(i);
  }
  story.first = "2031-04-05";
  account.entities = {dalt, velm};
  account.stories = {story};
  Comparison tolls{0, ComparisonKind::figure, "deaths in Sélvany", Verdict::update, "the toll rises", 2, {}};
  for (Index i = 0; i < account.documents.size(); ++i) {
    const Figure& figure = account.documents[i].reading.figures[0];
    tolls.members.push_back(
        {i, figure.span, std::string(slice(account.documents[i].article.text, figure.span)), "at least 12", 0});
  }
  account.comparisons = {tolls, {kNone, ComparisonKind::position, "", Verdict::conflict, "", 0, {}}};
  return account;
}

std::string dump(const Document& document) {
  Dump out;
  out.document(document);
  return out.text();
}

std::string dump(const Account& account) {
  Dump out;
  out.account(account);
  return out.text();
}

}  // namespace hearsay::test
