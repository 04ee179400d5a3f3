#!/usr/bin/env python3
"""A pile of made-up reports of any size, as JSON Lines, for measuring the web app and the server:

    bench/big_case.py 50000 > pile.jsonl
    hearsay read pile.jsonl --model rules --quiet --case big.case
    hearsay serve big.case

The same number gives the same bytes. People, places and outlets are made of syllables. Stories have from one to some
hundred reports; some are copies, some give another toll, some name no source, some deny.
"""
import json
import random
import sys
from datetime import date, timedelta

SYLLABLES = ["ba", "bel", "cor", "da", "dol", "en", "far", "gri", "hal", "il", "jor", "ka", "lin", "mor", "na", "or", "pel",
             "qua", "ra", "sel", "ta", "ul", "ven", "wes", "yar", "zor"]
ROLES = ["mayor", "transport minister", "police chief", "union leader", "spokeswoman", "opposition lawmaker", "engineer",
         "harbour master", "hospital director", "governor", "trade minister", "fire chief"]
BODIES = ["Harbour Authority", "Transport Ministry", "Port Union", "Water Board", "Rail Company", "Coast Guard",
          "City Council", "Health Ministry", "Farmers' League", "Energy Agency"]
THINGS = [("ferry", "sank off", "drowned"), ("bridge", "collapsed in", "died"), ("train", "derailed near", "were killed"),
          ("warehouse", "burned in", "were injured"), ("dam", "broke above", "are missing"), ("mine", "flooded at", "died"),
          ("market hall", "caught fire in", "were injured"), ("bus", "overturned near", "were killed")]
OUTLET_TAILS = ["Courier", "Post", "Gazette", "Herald", "Observer", "Times", "Tribune", "Journal", "Radio", "Wire"]
ADJECTIVES = ["old", "narrow", "empty", "bright", "heavy", "quiet", "northern", "wooden", "broken", "early", "public", "cold"]
NOUNS = ["road", "school", "tower", "garden", "station", "roof", "engine", "field", "office", "window", "signal", "kitchen",
         "quay", "staircase", "depot", "bakery", "tunnel", "orchard", "library", "gate"]
DOINGS = ["watched", "crossed", "left", "repaired", "reached", "opened", "searched", "closed", "painted", "avoided", "filled",
          "measured"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class World:
    """Names that come again and again, the frequent ones much more often than the rest."""

    def __init__(self, seed, size):
        self.dice = random.Random(seed)
        self.places = [self.word(2, 3) for _ in range(max(40, size // 120))]
        self.people = [(f"{self.word(2, 2)} {self.word(2, 3)}", self.dice.choice(ROLES)) for _ in range(max(80, size // 12))]
        self.outlets = [f"{self.word(2, 3)} {self.dice.choice(OUTLET_TAILS)}" for _ in range(max(12, min(160, size // 60)))]

    def word(self, least, most):
        return "".join(self.dice.choice(SYLLABLES) for _ in range(self.dice.randint(least, most))).capitalize()

    def often(self, items):
        return items[min(int(self.dice.paretovariate(0.7)) - 1, len(items) - 1) if self.dice.random() < 0.5
                     else self.dice.randrange(len(items))]


def filler(world):
    """A sentence that hardly any other report has, so that not all reports of a story are copies of one another."""
    dice = world.dice
    return (f"Before {dice.choice(['dawn', 'noon', 'dusk', 'midnight'])} a {dice.choice(ADJECTIVES)} {dice.choice(NOUNS)} near "
            f"{world.often(world.places)} was {dice.choice(DOINGS)} by {dice.randint(2, 60)} {dice.choice(['men', 'women', 'pupils', 'workers', 'divers'])}"
            f" who {dice.choice(DOINGS)} the {dice.choice(ADJECTIVES)} {dice.choice(NOUNS)} and {dice.choice(DOINGS)} one "
            f"{dice.choice(ADJECTIVES)} {dice.choice(NOUNS)} after another.")


def story(world, number, first_day):
    dice = world.dice
    thing, verb, fate = dice.choice(THINGS)
    place = world.often(world.places)
    return {"thing": thing, "verb": verb, "fate": fate, "place": place, "day": first_day, "toll": dice.randint(2, 400),
            "name": f"{world.word(2, 3)}", "people": [world.often(world.people) for _ in range(4)],
            "body": f"{place} {dice.choice(BODIES)}", "number": number}


def report(world, told, outlet, day):
    dice = world.dice
    (chief, role), (other, other_role), (third, third_role), (last, last_role) = told["people"]
    weekday = DAYS[told["day"].weekday()]
    toll = told["toll"] + (dice.choice([1, 2, 5, 11]) if dice.random() < 0.3 else 0)
    what = f"{told['thing']} {told['name']}"
    lines = [
        f"{told['place'].upper()}, {day.day} {day.strftime('%B')} – At least {toll} people {told['fate']} when the {what} "
        f"{told['verb']} {told['place']} on {weekday}, {role} {chief} said.",
        dice.choice([
            f"“We have found {toll} people and we are looking for others,” {chief} told the {dice.choice(world.outlets)}.",
            f"{chief}, the {role}, said that {toll} people {told['fate']} and that the search would go on for days.",
            f"“Nobody warned us about the {told['thing']},” said {other}, a {other_role}."]),
        dice.choice([
            f"A source in the {told['body']} who asked not to be named said that the {told['thing']} had not been inspected "
            f"since {dice.randint(2001, 2024)}.",
            f"The {told['body']} said in a statement that the {told['thing']} was inspected in {told['day'].year - 1}.",
            f"According to the {dice.choice(world.outlets)}, an official of the {told['body']} confirmed the number."]),
        dice.choice([
            f"{third}, {third_role} of {told['place']}, denied that the {told['thing']} was overloaded.",
            f"{third}, {third_role} of {told['place']}, said the {told['thing']} was overloaded and accused the "
            f"{told['body']} of silence.",
            f"{other} met {third} in {told['place']} on {DAYS[day.weekday()]} and demanded an inquiry."]),
        dice.choice([
            f"{last}, a {last_role}, warned that repairs would cost {dice.randint(2, 90)} million dollars.",
            f"The {told['body']} promised to pay the families, {last} said.",
            f"Schools in {told['place']} stay closed until {DAYS[(day.weekday() + 3) % 7]}."]),
    ]
    for _ in range(dice.randint(3, 5)):
        lines.insert(dice.randint(1, len(lines)), filler(world))
    title = dice.choice([f"{toll} {told['fate']} as {told['thing']} {told['verb']} {told['place']}",
                         f"{told['place']}: {role} speaks of {toll} after {told['thing']} disaster",
                         f"What we know about the {what}"])
    return {"title": title, "text": "\n\n".join(lines), "date": day.isoformat(), "publisher": outlet}


def reports(count, seed=1):
    world = World(seed, count)
    dice = world.dice
    start = date(2024, 1, 1)
    done = 0
    number = 0
    while done < count:
        size = min(count - done, 300, max(1, int(dice.paretovariate(1.05))))
        told = story(world, number, start + timedelta(days=dice.randrange(700)))
        number += 1
        written = []
        for _ in range(size):
            day = told["day"] + timedelta(days=min(20, int(dice.expovariate(0.5))))
            outlet = world.often(world.outlets)
            if written and dice.random() < 0.25:  # taken over word for word
                one = dict(dice.choice(written), publisher=outlet, date=day.isoformat())
            else:
                one = report(world, told, outlet, day)
                written.append(one)
            done += 1
            slug = one["publisher"].lower().replace(" ", "-")
            yield {"id": f"r{done:06}", "url": f"https://{slug}.example/{done}", **one}


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not all(one.isdigit() for one in sys.argv[1:]):
        sys.exit(__doc__)
    for one in reports(*map(int, sys.argv[1:])):
        print(json.dumps(one, ensure_ascii=False))
