// Writes what the block classifier sees, for its trainer: for each page of a list a line of JSON with the text of its
// blocks, and to a second file the rows of features as 32-bit floats.
//
//   features html|text|date LIST OUT.jsonl OUT.f32
//   features html-choose|text-choose LIST OUT.jsonl SCORES.f32     the articles by scores of the trainer's
//
// LIST has a line a page: file, tab, id, and for dates tab, URL. For dates a row is a candidate, not a block. Features are computed by the code that reads pages in earnest, so training and
// reading agree.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "article/block.h"
#include "article/body.h"
#include "article/date_candidates.h"
#include "article/features.h"
#include "article/furniture.h"
#include "article/source.h"

namespace {

using namespace hearsay;
using namespace hearsay::article;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      out += ' ';
    } else {
      out += byte;
    }
  }
  return out + '"';
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_page(const std::string& id, const Page& page, std::ostream& lines) {
  lines << "{\"id\":" << quoted(id) << ",\"blocks\":[";
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    lines << (i > 0 ? "," : "") << '[' << quoted(text_of(page, page.blocks[i])) << ',' << static_cast<int>(page.blocks[i].breaks) << ']';
  }
  lines << "]}\n";
}

void write_rows_to(std::ostream& out, const FeatureTable& table) {
  out.write(reinterpret_cast<const char*>(table.values.data()), static_cast<std::streamsize>(table.values.size() * sizeof(float)));
}

void write_dates(const std::string& id, const std::vector<DateCandidate>& candidates, const FeatureTable& table,
                 std::ostream& lines, std::ostream& rows) {
  lines << "{\"id\":" << quoted(id) << ",\"dates\":[";
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    lines << (i > 0 ? "," : "") << quoted(candidates[i].date.value.substr(0, 10));
  }
  lines << "]}\n";
  write_rows_to(rows, table);
}

// What the whole program makes of these scores.
void write_choice(const std::string& id, const Page& page, const Dom* dom, const std::vector<bool>& keep, std::ostream& lines) {
  Article article;
  write_body(page, keep, article);
  std::string comments;
  for (const Furniture& one : make_furniture(page, dom, keep, {})) {
    if (one.type == "comment") comments += one.text + "\n";
  }
  lines << "{\"id\":" << quoted(id) << ",\"text\":" << quoted(article.text) << ",\"comments\":" << quoted(comments) << "}\n";
}

std::vector<float> read_scores(std::istream& in, std::size_t count) {
  std::vector<float> scores(count);
  in.read(reinterpret_cast<char*>(scores.data()), static_cast<std::streamsize>(count * sizeof(float)));
  return scores;
}

void choose(bool html, std::istream& list, const char* scores_path, std::ostream& lines) {
  std::ifstream scores(scores_path, std::ios::binary);
  for (std::string line; std::getline(list, line);) {
    const std::string path = line.substr(0, line.find('\t'));
    const std::string id = line.substr(path.size() + 1);
    const std::string bytes = read_file(path);
    if (html) {
      const HtmlSource source = read_html_source(bytes);
      const std::vector<float> own = read_scores(scores, source.page.blocks.size());
      write_choice(id, source.page, &source.dom, choose_body(source, own), lines);
    } else {
      const TextSource source = read_text_source(bytes, {});
      const std::vector<float> own = read_scores(scores, source.page.blocks.size());
      write_choice(id, source.page, nullptr, choose_body(source, own), lines);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: features html|text|date LIST OUT.jsonl OUT.f32\n";
    return 2;
  }
  const std::string kind = argv[1];
  const bool html = kind == "html";
  std::ifstream list(argv[2]);
  std::ofstream lines(argv[3]);
  if (kind.ends_with("-choose")) {
    choose(kind == "html-choose", list, argv[4], lines);
    return 0;
  }
  std::ofstream rows(argv[4], std::ios::binary);
  const VisitRows append = [&rows](const FeatureTable& table) { write_rows_to(rows, table); };
  lines << "{\"names\":[";
  bool first = true;
  for (const std::string& name : kind == "date" ? date_feature_names() : html ? html_feature_names() : text_feature_names()) {
    lines << (first ? "" : ",") << quoted(name);
    first = false;
  }
  lines << "]}\n";
  for (std::string line; std::getline(list, line);) {
    std::stringstream fields(line);
    std::string path, id, url;
    std::getline(fields, path, '\t');
    std::getline(fields, id, '\t');
    std::getline(fields, url, '\t');
    const std::string bytes = read_file(path);
    if (kind == "date") {
      const HtmlSource source = read_html_source(bytes);
      const std::vector<bool> keep = choose_body(source);
      const std::vector<DateCandidate> candidates = date_candidates(source, keep, url);
      write_dates(id, candidates, date_features(source, keep, candidates), lines, rows);
    } else if (html) {
      const HtmlSource source = read_html_source(bytes);
      write_page(id, source.page, lines);
      html_features(source.page, source.dom, source.traits, {source.head.linked.body}, append);
    } else {
      const TextSource source = read_text_source(bytes, {});
      write_page(id, source.page, lines);
      text_features(source.page, source.traits, append);
    }
  }
}
