// Chains and origins as W3C PROV-O (https://www.w3.org/TR/prov-o/) in JSON-LD.
#include <set>
#include <string>
#include <unordered_map>

#include "core/enums.h"
#include "core/outlet.h"
#include "report/json.h"
#include "report/linked_data.h"
#include "report/report.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

constexpr const char* kContext = R"({"prov": "http://www.w3.org/ns/prov#",
 "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dcterms": "http://purl.org/dc/terms/",
 "xsd": "http://www.w3.org/2001/XMLSchema#", "hearsay": "urn:hearsay:terms:"})";

Json reference(const std::string& iri) { return {{"@id", iri}}; }

class Provenance {
 public:
  explicit Provenance(const Account& account) : account_(account) {
    for (Index i = 0; i < account.entities.size(); ++i) {
      for (const auto& [document, entity] : account.entities[i].members) case_entity_[key(document, entity)] = i;
    }
    for (const Story& story : account.stories) {
      for (const Copy& copy : story.copies) original_.emplace(copy.copy, copy.original);
    }
  }

  std::string write() {
    out_ = std::string("{\"@context\": ") + kContext + ",\n\"@graph\": [";
    for (Index i = 0; i < account_.documents.size(); ++i) write_document(i);
    for (Index i = 0; i < account_.stories.size(); ++i) write_story(i);
    return out_ + "\n]}\n";
  }

 private:
  static std::uint64_t key(Index document, Index entity) { return (static_cast<std::uint64_t>(document) << 32) | entity; }

  void add(const Json& node) {
    out_ += first_ ? "\n" : ",\n";
    out_ += dump(node);
    first_ = false;
  }

  // Each agent once. What it is, where the kind tells it.
  std::string agent(const std::string& iri, const std::string& name, const char* type) {
    if (agents_.insert(iri).second) {
      Json types = Json::array({"prov:Agent"});
      if (type != nullptr) types.push_back(type);
      add({{"@id", iri}, {"@type", types}, {"rdfs:label", printable(name)}});
    }
    return iri;
  }

  std::string outlet(const std::string& name) {
    return agent(iri_of("outlet:" + outlet_key(name)), name, "prov:Organization");
  }

  // One entity of the case is one agent; an unnamed source is one of its own in every claim: "a source" of one report
  // isn't that of another.
  std::string hand_agent(Index document, const Hop& hop, const std::string& hand) {
    if (hop.kind == SpeakerKind::outlet) return outlet(hop.name);
    const auto found = case_entity_.find(key(document, hop.entity));
    if (hop.entity == kNone || found == case_entity_.end()) {
      return agent(hand + ":agent", hop.name, nullptr);
    }
    const CaseEntity& entity = account_.entities[found->second];
    const char* type = entity.type == EntityType::person                                                  ? "prov:Person"
                       : entity.type == EntityType::organization || entity.type == EntityType::outlet ? "prov:Organization"
                                                                                                        : nullptr;
    return agent(iri_of("entity:" + json_id('E', found->second)), entity.name, type);
  }

  void write_document(Index index) {
    const Document& document = account_.documents[index];
    const Article& article = document.article;
    Json node = {{"@id", document_iri(document)}, {"@type", Json::array({"prov:Entity", "hearsay:Report"})}};
    if (!article.title.empty()) node["rdfs:label"] = printable(article.title);
    if (!article.url.empty()) node["dcterms:source"] = printable(article.url);
    if (article.published) node["dcterms:issued"] = article.published->value;
    if (!article.publisher.empty()) node["prov:wasAttributedTo"] = reference(outlet(article.publisher));
    for (const std::string& credit : article.credit) node["prov:wasInfluencedBy"].push_back(reference(outlet(credit)));
    const auto original = original_.find(index);
    if (original != original_.end() && original->second < account_.documents.size()) {
      node["prov:wasDerivedFrom"] = reference(document_iri(account_.documents[original->second]));
    }
    add(node);
    for (Index i = 0; i < document.reading.attributions.size(); ++i) write_claim(index, i);
  }

  // The claim as each hand had it: the first is the utterer's, each is derived from the one before it, and the claim as
  // the report prints it from the last.
  void write_claim(Index index, Index number) {
    const Document& document = account_.documents[index];
    const Attribution& attribution = document.reading.attributions[number];
    const std::string iri = claim_iri(document, 'a', number);
    std::string before;
    std::string utterer;
    for (std::size_t i = 0; i < attribution.chain.size(); ++i) {
      const Hop& hop = attribution.chain[i];
      if (hop.basis == "publisher") continue;
      const std::string hand = iri + ":hand" + std::to_string(i + 1);
      const std::string by = hand_agent(index, hop, hand);
      Json node = {{"@id", hand},
                   {"@type", Json::array({"prov:Entity", "hearsay:Claim"})},
                   {"prov:wasAttributedTo", reference(by)},
                   {"hearsay:basis", hop.basis}};
      if (!before.empty()) node["prov:wasDerivedFrom"] = reference(before);
      add(node);
      if (utterer.empty()) utterer = hand;
      before = hand;
    }
    Json node = {{"@id", iri},
                 {"@type", Json::array({"prov:Entity", "hearsay:Claim"})},
                 {"prov:value", content_words(document, attribution.content)},
                 {"hearsay:stance", stance_words(attribution)},
                 {"dcterms:isPartOf", reference(document_iri(document))}};
    if (!before.empty()) node["prov:wasDerivedFrom"] = reference(before);
    if (!utterer.empty()) node["prov:hadPrimarySource"] = reference(utterer);
    if (attribution.within != kNone && attribution.within < number) {
      node["dcterms:relation"] = reference(claim_iri(document, 'a', attribution.within));
    }
    add(node);
  }

  void write_story(Index index) {
    const Story& story = account_.stories[index];
    const std::string iri = iri_of("story:" + story_id(index));
    Json members = Json::array();
    for (std::size_t i = 0; i < story.origins.size(); ++i) {
      const std::string origin = iri + ":origin" + std::to_string(i + 1);
      Json documents = Json::array();
      for (const Index document : story.origins[i]) {
        if (document < account_.documents.size()) documents.push_back(reference(document_iri(account_.documents[document])));
      }
      add({{"@id", origin},
           {"@type", Json::array({"prov:Entity", "prov:Collection", "hearsay:Origin"})},
           {"prov:hadMember", documents}});
      members.push_back(reference(origin));
    }
    add({{"@id", iri},
         {"@type", Json::array({"prov:Entity", "prov:Collection", "hearsay:Story"})},
         {"rdfs:label", printable(story.title)},
         {"prov:hadMember", members}});
  }

  const Account& account_;
  std::unordered_map<std::uint64_t, Index> case_entity_;
  std::unordered_map<Index, Index> original_;
  std::set<std::string> agents_;
  std::string out_;
  bool first_ = true;
};

}  // namespace

std::string provenance(const Account& account) { return Provenance(account).write(); }

}  // namespace hearsay
