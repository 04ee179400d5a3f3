"""The scorer on accounts made from the gold itself, whole and spoilt."""
import copy
import unittest

from check import HERE, read_stories
from score import closeness, gold_place, same_hop, score


def perfect(story):
    """An account that says what the gold says."""
    documents = []
    for report in story.reports:
        attributions = [
            {"content": [list(gold_place(story.texts, chain))], "chain": [{"name": hop} for hop in chain["hops"]]}
            for chain in story.gold["chains"]
            if chain["document"] == report["id"]
        ]
        documents.append({"id": report["id"], "article": {"text": report["text"]}, "attributions": attributions})
    comparisons = [
        {
            "verdict": one["verdict"],
            "members": [{"document": m["document"], "span": list(gold_place(story.texts, m))} for m in one["members"]],
        }
        for one in story.gold["comparisons"]
    ]
    copies = [[one["original"], one["copy"]] for one in story.gold["copies"]]
    stories = [{"documents": story.gold["documents"], "origins": story.gold["origins"], "copies": copies}]
    return {"documents": documents, "comparisons": comparisons, "stories": stories}


def places_of(story, members):
    return [(m["document"], gold_place(story.texts, m)) for m in members]


class Score(unittest.TestCase):
    def setUp(self):
        self.stories = read_stories(HERE / "stories")

    def test_the_gold_itself_is_perfect(self):
        figures = score(self.stories, perfect)
        for name in ("differ", "conflict", "update", "origins", "copies", "chain links"):
            self.assertEqual(figures[name]["f1"], 1, name)
        self.assertEqual(figures["agree"]["recall"], 1)
        self.assertEqual(figures["chains"]["exact"], 1)
        self.assertEqual(figures["false conflicts a story"], 0)

    def test_an_empty_account_finds_nothing_and_is_never_wrong(self):
        def empty(story):
            return {"documents": [], "comparisons": [], "stories": [{"origins": [[d] for d in story.texts], "copies": []}]}

        figures = score(self.stories, empty)
        self.assertEqual(figures["conflict"]["recall"], 0)
        self.assertEqual(figures["false conflicts a story"], 0)
        self.assertEqual(figures["chains"]["found"], 0)

    def test_updates_called_conflicts_are_false_conflicts(self):
        def harsh(story):
            account = perfect(story)
            for one in account["comparisons"]:
                one["verdict"] = one["verdict"].replace("update", "conflict")
            return account

        figures = score(self.stories, harsh)
        updates = sum(one["verdict"] == "update" for story in self.stories for one in story.gold["comparisons"])
        self.assertEqual(figures["update"]["recall"], 0)
        self.assertLess(figures["conflict"]["precision"], 1)
        self.assertGreater(figures["false conflicts a story"], 0.5 * updates / len(self.stories))

    def test_members_of_one_value_make_no_conflict(self):
        # Of this one: those who say that there were incidents may say so by two counts of arrests, which are another.
        for story in self.stories:
            for gold in (one for one in story.gold["comparisons"] if one["verdict"] == "conflict"):
                self.assertGreater(closeness(story, gold, places_of(story, gold["members"])), 0)
                for value in {m["value"] for m in gold["members"]}:
                    one_sided = places_of(story, [m for m in gold["members"] if m["value"] == value])
                    self.assertEqual(closeness(story, gold, one_sided), 0, gold["what"])

    def test_one_conflict_told_twice_is_no_false_one(self):
        def twice(story):
            account = perfect(story)
            account["comparisons"] *= 2
            return account

        figures = score(self.stories, twice)
        self.assertEqual(figures["conflict"]["precision"], 1)
        self.assertEqual(figures["false conflicts a story"], 0)

    def test_a_conflict_of_words_that_nobody_marked_is_false(self):
        def invented(story):
            account = perfect(story)
            members = [{"document": document, "span": [0, 5]} for document in list(story.texts)[:2]]
            account["comparisons"].append({"verdict": "conflict", "members": members})
            return account

        self.assertEqual(score(self.stories, invented)["false conflicts a story"], 1)

    def test_words_are_found_in_a_text_that_lost_its_beginning(self):
        def cut(story):
            account = copy.deepcopy(perfect(story))
            for document in account["documents"]:
                document["article"]["text"] = "By our staff\n\n" + document["article"]["text"]
            for one in account["comparisons"]:
                for member in one["members"]:
                    member["span"] = [at + 14 for at in member["span"]]
            return account

        self.assertEqual(score(self.stories, cut)["conflict"]["f1"], 1)

    def test_hops_are_one_by_their_last_name_head_or_initials(self):
        self.assertTrue(same_hop("Desta Moril", "Moril"))
        self.assertTrue(same_hop("a source close to him", "the source"))
        self.assertTrue(same_hop("National Wire Aldane", "NWA"))
        self.assertFalse(same_hop("Desta Moril", "Tolv Rask"))


if __name__ == "__main__":
    unittest.main()
