#include "article/language.h"

#include <array>

#include "article/vocabulary.h"
#include "article/word_table.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

struct Language {
  std::string_view tag;
  std::string_view words;
};

constexpr Language kLanguages[] = {
    {"en",
     "the of and to in that is was for on with as it by at from his her he she they their be are were has have had not "
     "but this which who would will an or its been said after also more about one when there than out up into over"},
    {"de",
     "der die und in den das von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
     "dass "
     "sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr "
     "durch"},
    {"fr",
     "le la les de des du et à un une en que qui dans est pour pas sur au aux par plus ce avec ne se son sa ses il "
     "elle "
     "ils ont été sont cette mais ou leur nous vous être fait comme où deux entre après"},
    {"es",
     "el la los las de del y que en un una por con para se no es al lo como más su sus pero fue ha este esta entre "
     "también desde sobre son ser hasta hay donde quien muy sin años según cuando ya porque"},
    {"pt",
     "o a os as de do da dos das e que em um uma por com para se não é ao como mais seu sua mas foi no na nos nas pelo "
     "pela são até já também ser entre depois sobre muito está há quando isso ele"},
    {"it",
     "il lo la gli le di del della dei delle e che in un una per con non si è al alla come più suo sua ma da dal nel "
     "nella sono ha anche questo questa dopo tra essere stato stata degli ai ed se cui"},
    {"nl",
     "de het een en van in is dat op te voor met zijn aan er niet die om ook bij als dan maar naar uit door over ze "
     "hij "
     "worden wordt nog wel was heeft hebben werd kan zich deze tot meer geen onder"},
    {"pl",
     "i w na z do się nie jest to że o od za po przez dla jak są był była tak ale co oraz przy tym ich jego jej który "
     "która które także już tylko może pod przed będzie lub między roku"},
    {"sv",
     "och i att det som en på är av för med den till inte om har de ett han var men sig från vi så kan när år under "
     "också "
     "efter eller nu hade hon blir vid mot ska skulle"},
    {"da",
     "og i at det er en til på som med for af de den ikke der har et har om han var sig men fra vi så kan når også "
     "efter "
     "eller hun blev ved mod skal være havde efter mellem siger"},
    {"tr",
     "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak en ne ise ya her göre olduğunu eden oldu "
     "değil şekilde tarafından ama"},
    {"id",
     "yang dan di untuk dengan dari ini itu pada tidak dalam akan ke juga oleh adalah sebagai bisa telah karena ada "
     "mereka tersebut atau saat sudah seorang lebih"},
    {"ro",
     "și în de la cu pe nu a care din este pentru că o mai un au fost să se al prin sau dar după ca lui fi sunt "
     "această"},
    {"cs",
     "a v se na je že s z do to o k i ve pro by jsou jako byl po který která ale za od také podle jeho už při nebo až"},
    {"fi", "ja on ei se että oli hän joka mutta ovat myös kun sen ole hänen kuin mukaan jo vain niin tai voi vielä"},
    {"hu", "a az és hogy nem is egy meg de volt ez van csak már mint még azt el ki vagy lesz ezt szerint után"},
};
constexpr std::size_t kLanguageCount = std::size(kLanguages);

std::string_view script_language(char32_t code_point) {
  if (code_point >= 0x0600 && code_point <= 0x06FF) return "ar";
  if (code_point >= 0x0590 && code_point <= 0x05FF) return "he";
  if (code_point >= 0x0400 && code_point <= 0x04FF) return "ru";
  if (code_point >= 0x0370 && code_point <= 0x03FF) return "el";
  if (code_point >= 0x3040 && code_point <= 0x30FF) return "ja";
  if (code_point >= 0x4E00 && code_point <= 0x9FFF) return "zh";
  if (code_point >= 0xAC00 && code_point <= 0xD7AF) return "ko";
  if (code_point >= 0x0900 && code_point <= 0x097F) return "hi";
  if (code_point >= 0x0980 && code_point <= 0x09FF) return "bn";
  if (code_point >= 0x0E00 && code_point <= 0x0E7F) return "th";
  return {};
}

// Letters that one language of a script has and its larger neighbour has not.
struct Scripts {
  std::size_t latin = 0, arabic = 0, persian = 0, urdu = 0, hebrew = 0, cyrillic = 0, ukrainian = 0, greek = 0,
              kana = 0, han = 0, hangul = 0, devanagari = 0, bengali = 0, thai = 0;
  void count(char32_t c) {
    if (c < 0x0250) {
      ++latin;
      return;
    }
    const std::string_view tag = script_language(c);
    if (tag == "ar") {
      ++arabic;
      if (c == 0x067E || c == 0x0686 || c == 0x06AF || c == 0x06CC || c == 0x06A9) ++persian;
      if (c == 0x0679 || c == 0x06D2 || c == 0x06BE || c == 0x06BA) ++urdu;
    } else if (tag == "ru") {
      ++cyrillic;
      if (c == 0x0456 || c == 0x0457 || c == 0x0454 || c == 0x0491) ++ukrainian;
    } else if (tag == "he") {
      ++hebrew;
    } else if (tag == "el") {
      ++greek;
    } else if (tag == "ja") {
      ++kana;
    } else if (tag == "zh") {
      ++han;
    } else if (tag == "ko") {
      ++hangul;
    } else if (tag == "hi") {
      ++devanagari;
    } else if (tag == "bn") {
      ++bengali;
    } else if (tag == "th") {
      ++thai;
    }
  }
  [[nodiscard]] std::string_view best() const {
    const std::size_t cjk = kana + han;
    struct Entry {
      std::size_t count;
      std::string_view tag;
    };
    const Entry entries[] = {
        {arabic, urdu * 50 > arabic      ? "ur"
                 : persian * 50 > arabic ? "fa"
                                         : "ar"},
        {hebrew, "he"},
        {cyrillic, ukrainian * 50 > cyrillic ? "uk" : "ru"},
        {greek, "el"},
        {cjk * 2, kana * 10 > cjk ? "ja" : "zh"},
        {hangul * 2, "ko"},
        {devanagari, "hi"},
        {bengali, "bn"},
        {thai, "th"},
    };
    Entry top{latin, ""};
    for (const Entry& entry : entries) {
      if (entry.count > top.count) top = entry;
    }
    return top.tag;
  }
};

constexpr std::size_t kMaxWord = 24;

}  // namespace

std::uint32_t function_word(std::string_view word) { return function_word(word, word_hash(word)); }

std::uint32_t function_word(std::string_view word, std::uint64_t hash) {
  static const WordTable table = [] {
    WordTable words;
    for (std::size_t i = 0; i < kLanguageCount; ++i) words.add_all(kLanguages[i].words, 1u << i);
    return words;
  }();
  return table.find_bits(word, hash);
}

std::string detect_language(std::string_view text) {
  constexpr std::size_t kMaxRead = 20000;
  text = text.substr(0, kMaxRead);
  std::array<std::uint32_t, kLanguageCount> counts{};
  Scripts scripts;
  std::string word;
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t code_point = next_code_point(text, i);
    if (is_letter(code_point)) {
      scripts.count(code_point);
      if (word.size() < kMaxWord) append_code_point(word, code_point);
      if (i < text.size()) continue;
    }
    if (word.empty()) continue;
    ++words;
    for (std::uint32_t bits = function_word(lower(word)), k = 0; bits != 0; bits >>= 1, ++k) counts[k] += bits & 1;
    word.clear();
  }
  if (const std::string_view tag = scripts.best(); !tag.empty()) return std::string(tag);
  if (words < 8) return {};
  std::size_t best = 0;
  for (std::size_t k = 1; k < kLanguageCount; ++k) {
    if (counts[k] > counts[best]) best = k;
  }
  // A tenth of running text are such words in every one of these languages.
  return counts[best] * 12 >= words ? std::string(kLanguages[best].tag) : std::string();
}

std::string primary_tag(std::string_view tag) {
  std::string out;
  for (const char byte : trim(tag)) {
    if (byte == '-' || byte == '_') break;
    const char low = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    if (low < 'a' || low > 'z') return {};
    out.push_back(low);
  }
  return out.size() == 2 || out.size() == 3 ? out : std::string();
}

}  // namespace hearsay::article
