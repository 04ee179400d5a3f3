#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/terminal.h"
#include "hearsay/hearsay.h"

namespace hearsay {
namespace {

constexpr const char* kInputHelp =
    "Files, folders or - for stdin. The kind is found from the bytes: HTML, plain text, WARC, RSS or Atom, JSON Lines "
    "with \"text\" or \"html\"; gzip'd or not";

// The program's commands, and what they fill.
class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", std::string(version()));
    app_.require_subcommand(1);
    app_.footer(
        "Exit status: 0 done; 1 some records could not be read, or a check failed; 2 wrong usage;\n"
        "3 the case file cannot be used.\n\n"
        "Example: hearsay read saved-pages/ && hearsay report hearsay.case --format html > account.html");
    add_read();
    add_stream("annotate", "Print one JSON object a document: article, attributions, entities, figures, times",
               "Example: hearsay annotate report.html | jq '.attributions[].speaker.name'", annotate_, annotate_command);
    add_stream("extract", "Print one JSON object a document: the article alone",
               "Example: hearsay extract --furniture pages.warc.gz > articles.jsonl", extract_, extract_command);
    add_report();
    add_stories();
    add_search();
    add_export();
    add_check();
    add_entities();
    add_serve();
    add_completion();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kDone : kWrongUsage;
    }
    return command_();
  }

 private:
  CLI::App* add_command(const char* name, const char* description, const char* example, std::function<int()> command) {
    CLI::App* added = app_.add_subcommand(name, description);
    added->footer(example);
    added->callback([this, command = std::move(command)] { command_ = command; });
    return added;
  }

  void add_read() {
    CLI::App* read = add_command(
        "read", "Read everything into a case and print a short account",
        "A run that was killed goes on where it was; what the case holds already is not read again.\n\n"
        "Example: hearsay read saved-pages/ feed.xml archive.warc.gz --case harbour.case",
        [this] { return read_command(read_); });
    read->add_option("INPUT", read_.inputs, kInputHelp)->required();
    read->add_option("--case", read_.case_path, "The case file; made where there is none")->capture_default_str();
    read->add_flag("--verbatim", read_.verbatim, "Take each text as an article as it stands: no furniture removed");
    read->add_flag("--quiet", read_.quiet, "Print no account at the end");
    add_model(read, read_.model);
    add_threads(read, read_.threads);
  }

  void add_stream(const char* name, const char* description, const char* example, StreamArguments& arguments,
                  int (*command)(const StreamArguments&)) {
    CLI::App* added = add_command(name, description, example, [&arguments, command] { return command(arguments); });
    added->add_option("INPUT", arguments.inputs, kInputHelp)->required();
    added->add_flag("--verbatim", arguments.verbatim,
                    "Take each text as an article as it stands: no furniture removed, offsets into the input's own text");
    if (command == extract_command) {
      added->add_flag("--furniture", arguments.furniture, "Also print what was left out, and as what");
    } else {
      add_offsets(added, arguments.offsets);
      add_codes(added, arguments.codes);
      added->add_flag("--tokens", arguments.tokens,
                      "Also print every word: its span, its part of speech (Universal Dependencies' 17) and its sentence.\n"
                      "Example: hearsay annotate --tokens report.html | jq -c '.tokens[] | select(.pos == \"PROPN\")'");
      added->add_option("--only", arguments.only,
                        "Who says what alone, for large archives: spans of source, cue and content, no names, speakers, events.\n"
                        "Example: hearsay annotate --only attributions --model fast archive.jsonl > statements.jsonl")
          ->check(CLI::IsMember({"attributions"}));
      add_model(added, arguments.model);
    }
    add_threads(added, arguments.threads);
  }

  void add_report() {
    CLI::App* report =
        add_command("report", "Print the account of a case",
                    "Example: hearsay report harbour.case --story s1 --format html > harbour.html",
                    [this] { return report_command(report_); });
    add_case(report, report_.case_path);
    report->add_option("--story", report_.story, "Only this story (s1, s2, ... as hearsay stories lists them)");
    report_.format = "text";
    report->add_option("--format", report_.format, "How to print it; csv: the comparisons, a row a member")
        ->check(CLI::IsMember({"text", "markdown", "html", "json", "csv"}))
        ->capture_default_str();
    report->add_flag("--all", report_.all, "As text: every story of a large case, not only the 50 most telling");
  }

  void add_stories() {
    CLI::App* stories = add_command("stories", "List the stories of a case, or the story of each document",
                                    "Example: hearsay stories harbour.case --format jsonl > groups.jsonl",
                                    [this] { return stories_command(stories_); });
    add_case(stories, stories_.case_path);
    stories_.format = "text";
    stories->add_option("--format", stories_.format, "jsonl: {\"id\", \"story\"} a document")
        ->check(CLI::IsMember({"text", "jsonl"}))
        ->capture_default_str();
  }

  void add_search() {
    CLI::App* search = add_command("search", "Search the texts, or what somebody said",
                                   "Example: hearsay search harbour.case '\"customs hall\" fire' --speaker minister",
                                   [this] { return search_command(search_); });
    add_case(search, search_.case_path);
    search->add_option("QUERY", search_.words, "Words, all of which must stand there; \"phrases\" in double quotes");
    search->add_option("--speaker", search_.query.speaker, "Only statements by a speaker whose name holds this");
    search->add_option("--outlet", search_.query.publisher, "Only reports of an outlet whose name holds this");
    search->add_option("--entity", search_.query.entity, "Only reports in which this person, body or place stands");
    search->add_option("--from", search_.query.from, "Only reports of this day or later (2026-11-05)");
    search->add_option("--to", search_.query.to, "Only reports of this day or earlier");
    search->add_option("--limit", search_.query.limit, "At most so many hits")->capture_default_str();
    search->add_option("--format", search_.format, "How to print them")
        ->check(CLI::IsMember({"text", "jsonl"}))
        ->capture_default_str();
  }

  void add_export() {
    CLI::App* exported = add_command("export", "Write the case for other tools",
                                     "csv: a row a statement. jsonl: an object a document, as annotate prints it.\n"
                                     "events: a row an event, separated by tabs: date, source, target, type, CAMEO code,\n"
                                     "text, document, URL; events-csv: the same as CSV.\n"
                                     "webannotation: every claim with its place and words (W3C Web Annotation).\n"
                                     "prov: chains, copies and origins (W3C PROV-O).\n"
                                     "corrections: what a person changed, an object a line.\n\n"
                                     "Example: hearsay export harbour.case --format csv > statements.csv",
                                     [this] { return export_command(export_); });
    add_case(exported, export_.case_path);
    exported->add_option("--format", export_.format, "csv, jsonl, events, events-csv, webannotation, prov or corrections")
        ->check(CLI::IsMember({"csv", "jsonl", "events", "events-csv", "webannotation", "prov", "corrections"}))
        ->required();
    add_offsets(exported, export_.offsets);
    add_codes(exported, export_.codes);
  }

  void add_check() {
    CLI::App* check = add_command("check", "Read the words of every claim again against the stored texts",
                                  "Example: hearsay check harbour.case", [this] { return check_command(check_); });
    add_case(check, check_.case_path);
  }

  void add_entities() {
    CLI::App* entities = add_command(
        "entities", "List the people, bodies and places of a case, or correct who is one",
        "Corrections are a log in the case: nothing that was read is changed, more can be read, and each can be undone.\n\n"
        "Example: hearsay entities harbour.case --type person\n"
        "         hearsay entities merge harbour.case E4 E17\n"
        "         hearsay entities split harbour.case E4 --documents courier-3 --name \"Ilka Dorn (doctor)\"\n"
        "         hearsay entities rename harbour.case E4 \"Ilka Dorn\"\n"
        "         hearsay entities undo harbour.case 2",
        [this] {
          if (entities_.action == EntitiesAction::list && entities_.case_path.empty()) {
            complain("entities: CASE is required (hearsay entities --help)");
            return static_cast<int>(kWrongUsage);
          }
          return entities_command(entities_);
        });
    entities->add_option("CASE", entities_.case_path, "The case file that hearsay read made");
    entities->add_option("--type", entities_.type, "Only these")
        ->check(CLI::IsMember(
            {"person", "organization", "place", "group", "outlet", "document", "other", "unnamed"}));
    entities->add_option("--query", entities_.query, "Only those in whose name or aliases these words stand");
    entities->add_option("--limit", entities_.limit, "At most so many, those in most reports first; 0: all")
        ->capture_default_str();
    entities->add_flag("--json", entities_.json, "An object a line, with the documents it stands in");

    add_entities_action(entities, "merge", "These are one; the first gives the name", EntitiesAction::merge)
        ->add_option("ID", entities_.ids, "Two or more, as hearsay entities lists them")
        ->required()
        ->expected(2, 100);
    CLI::App* split = add_entities_action(entities, "split", "In these documents it is another", EntitiesAction::split);
    split->add_option("ID", entities_.id)->required();
    split->add_option("--documents", entities_.documents, "Ids of documents: whom they call so is the other");
    split->add_option("--mentions", entities_.mentions, "DOCUMENT:BEGIN-END, in characters: whom that document means there");
    split->add_option("--name", entities_.name, "The other's name (default: what the documents call it)");
    CLI::App* rename = add_entities_action(entities, "rename", "Give it another name", EntitiesAction::rename);
    rename->add_option("ID", entities_.id)->required();
    rename->add_option("NAME", entities_.name)->required();
    for (const auto& [name, action] : {std::pair{"undo", EntitiesAction::undo}, std::pair{"redo", EntitiesAction::redo}}) {
      add_entities_action(entities, name, action == EntitiesAction::undo ? "Take a correction back" : "Make it again", action)
          ->add_option("NUMBER", entities_.number, "As hearsay entities log lists them")
          ->required();
    }
    add_entities_action(entities, "log", "List all corrections, also those made in the web app", EntitiesAction::log);
  }

  CLI::App* add_entities_action(CLI::App* entities, const char* name, const char* description, EntitiesAction action) {
    CLI::App* added = entities->add_subcommand(name, description);
    add_case(added, entities_.case_path);
    added->callback([this, action] { entities_.action = action; });
    return added;
  }

  void add_serve() {
    CLI::App* serve = add_command(
        "serve", "Open the case as a web app on this machine",
        "It answers on 127.0.0.1 alone and asks no other host for anything. The address holds a token: who has it may\n"
        "correct the case and add to it. One server a case may write; a second one only shows it. Stop it with Ctrl-C.\n\n"
        "Example: hearsay serve harbour.case",
        [this] { return serve_command(serve_); });
    serve->add_option("CASE", serve_.case_path, "The case file; made where there is none")->required();
    serve->add_option("--port", serve_.port, "The port; 0 takes any that is free (default: 8765, any where it is taken)");
    serve->add_flag("--no-open", serve_.no_open, "Print the address, open no browser");
    serve->add_flag("--read-only", serve_.read_only, "Take no corrections and no reports");
    add_model(serve, serve_.model);
    add_threads(serve, serve_.threads);
  }

  void add_completion() {
    CLI::App* completion = add_command("completion", "Print a completion script for a shell",
                                       "Example: hearsay completion bash > /etc/bash_completion.d/hearsay", [this] {
                                         print(completion_script(app_, shell_));
                                         return kDone;
                                       });
    completion->add_option("SHELL", shell_, "bash, zsh or fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}))
        ->required();
  }

  static void add_case(CLI::App* command, std::string& path) {
    command->add_option("CASE", path, "The case file that hearsay read made")->required();
  }

  static void add_threads(CLI::App* command, std::uint32_t& threads) {
    command->add_option("--threads", threads, "Cores to use; the output is the same (default: all)")
        ->check(CLI::Range(1, 256));
  }

  static void add_model(CLI::App* command, std::string& model) {
    command->add_option("--model", model,
                        "What finds statements: accurate is a transformer, fast a small tagger a dozen times as quick, rules "
                        "are quicker again and find less; auto is accurate up to 10 MB, fast beyond and for pipes, rules "
                        "over 1 GB")
        ->check(CLI::IsMember({"auto", "accurate", "fast", "rules"}))
        ->capture_default_str();
  }

  static void add_codes(CLI::App* command, std::string& codes) {
    command->add_option("--codes", codes, "Events: PLOVER's classes alone, or CAMEO's codes beside them")
        ->check(CLI::IsMember({"plover", "cameo"}))
        ->capture_default_str();
  }

  static void add_offsets(CLI::App* command, std::string& offsets) {
    command->add_option("--offsets", offsets, "What spans count")
        ->check(CLI::IsMember({"codepoint", "byte", "utf16"}))
        ->capture_default_str();
  }

  CLI::App app_{"Hearsay reads a pile of news reports and tells who said what, through whom, and where they differ.",
                "hearsay"};
  std::function<int()> command_;
  ReadArguments read_;
  StreamArguments annotate_;
  StreamArguments extract_;
  CaseArguments report_;
  CaseArguments stories_;
  SearchArguments search_;
  CaseArguments export_;
  CaseArguments check_;
  ServeArguments serve_;
  EntitiesArguments entities_;
  std::string shell_;
};

}  // namespace

int run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

}  // namespace hearsay
