"""Texts to time: English articles from a small bank of paragraphs, or the articles of a corpus file."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

NAMES = (
    "Maren Holt", "Daniel Osei", "Priya Raman", "Tom Ellery", "Ines Carvalho", "Walter Beck", "Aoife Brannigan",
    "Samuel Adeyemi", "Ruth Kaplan", "Leonid Marchenko", "Grace Whitfield", "Hiro Tanabe", "Carla Dupont", "Neil Abbot",
)  # fmt: skip
PLACES = (
    "Harwick", "Port Ellison", "Lower Denham", "Kestrel Bay", "Aldermoor", "Saint Corin", "Whitlock County",
    "Brackenford", "the Tarn Valley", "North Galloway", "Millbrook", "Easterly",
)  # fmt: skip
BODIES = (
    "the county council", "the water company", "the harbour board", "the school district", "the transit authority",
    "the health ministry", "the growers’ union", "the coast guard", "the museum", "the planning office",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "June", "September", "October", "November")

PARAGRAPHS = (
    "The ferry between {place} and {place2} will stop running on {day}, two weeks earlier than planned, "
    "after an inspection found cracks in one of the engine mounts. About {n} passengers use the "
    "crossing every day, and most of them have no other way to get to work.",
    "“We did not expect this, and I would rather have told people in person,” said {name}, who manages "
    "the route for {body}. “The mount could have held for another year. It could also have failed "
    "tomorrow.”",
    "The repair is expected to cost ${n},000 and take until {month}. A bus will replace the boat in the "
    "meantime, but the road around the bay is narrow, and in winter it is closed on roughly one day in "
    "ten.",
    "{name} has fished from {place} since 1987. He sells most of his catch on the other side, at a "
    "market that opens at 5 a.m., and says that the bus is no use to him. “You can’t put four hundred "
    "kilos of mackerel on a bus,” he said.",
    "Prices for apples fell {small} percent in {month}, according to figures that {body} published on "
    "{day}. Growers in {place} blame a late frost the year before, which pushed many of them to plant "
    "varieties that ripen at once.",
    "In a normal season the packing sheds work in two shifts from August to {month}. This year they ran "
    "three, and still {n} tonnes were left on the trees, said {name}, an agronomist who advises about "
    "{small} farms in the area.",
    "Not everyone agrees. {name}, who keeps a stall in the covered market, has raised her prices twice "
    "since spring and sold more than ever. Her customers, she says, ask where the fruit comes from "
    "before they ask what it costs.",
    "The vote was close: {small} in favour, {small2} against, with two members absent. {body_c} now has "
    "90 days to write the rules, and it may still decide that the smallest landlords – those with fewer "
    "than four flats – are exempt.",
    "Rents in {place} have risen by {small}.{digit}% in three years, faster than wages. A two-bedroom "
    "flat that cost $1,150 a month in 2021 now goes for $1,4{digit}0, and there were {n} applications "
    "for the last one that came free.",
    "Opponents warned that owners would simply sell. “I’ve got a mortgage, a roof that leaks and a "
    "tenant I like,” said {name}. “If you freeze the rent I will have to choose between the three, and "
    "the roof won’t wait.”",
    "Students at the secondary school in {place} measured the river for a whole year. Every {day} they "
    "waded in with thermometers, nets and sample bottles; the results fill {small} notebooks and now "
    "hang in the town hall.",
    "What they found surprised {body}. Below the old mill the water was nearly two degrees warmer than "
    "above it, and the number of mayfly larvae, which {name} calls “the canary of the stream”, had "
    "fallen by more than half.",
    "It is not clear why. The mill closed in 1974, its pond silted up long ago, and the nearest factory "
    "treats its waste upstream. One possibility is a drain that appears on a map of 1931 and on no map "
    "since.",
    "The new line will run from {place} to {place2}, with seven stops, and carry its first passengers "
    "in {month}. Trams are to leave every eight minutes at peak times, every quarter of an hour in the "
    "evening, and not at all after 1 a.m.",
    "When the plans were first shown, in a gymnasium in {place}, {n} people came and the meeting ended "
    "in shouting. “They wanted the stop, but not the wires, and not the noise,” {name} recalled. “In "
    "the end they got all three.”",
    "{body_c} has set aside $2.{digit} million for the shops along the route. So far {small} owners "
    "have applied; payments average $8,{digit}00 and are meant to cover the eleven weeks in which the "
    "street was closed to cars.",
    "The exhibition opens with a pair of boots. They belonged to a surveyor who crossed {place} on foot "
    "in 1869, and the nails in their soles, {name} points out, were replaced at least four times on the "
    "way.",
    "Visitors then walk past letters, field books and a tin of tea that was never opened. Little is "
    "behind glass. The curator, {name}, wanted the rooms to feel “as if somebody had just stepped out "
    "to look at the weather”.",
    "Entry is free on {day}s. The rest of the week it costs $9, or $4 for children, and tickets can be "
    "had at the desk; last year the museum counted {n},{digit}12 visitors, its best result since the "
    "building reopened.",
    "Doctors in {place} say the clinic’s closure has already changed how they work. Patients who used "
    "to be seen within three days now wait up to {small}, and the nearest emergency room is a "
    "{small2}-mile drive along Route 9.",
    "“People delay,” said Dr. {name}, a family physician. “They come in with a cough they have had "
    "since {month}, and by then it is pneumonia.” Her practice took on {n} new patients in the first "
    "half of the year.",
    "{body_c} disputes the figures. In a statement it said that the average wait was nine days, that "
    "two further doctors would start in {month}, and that a telephone service had handled {n} calls "
    "since it began.",
    "The storm reached the coast shortly after midnight. Gusts of {n2} km/h were recorded at the "
    "lighthouse, where a window that had survived since 1902 was broken; by dawn, {n} homes between "
    "{place} and {place2} had no power.",
    "Nobody was hurt. A lorry driver, {name}, spent the night in his cab between two fallen trees and "
    "was freed at 7:40 a.m. by neighbours with a chainsaw. He asked them for a coffee and the football "
    "results, in that order.",
    "For {name}, the argument is about memory more than money. Her grandparents met at the dance hall "
    "that stood on the site until 1968; the car park that replaced it, she says, has never been full "
    "and is not worth defending.",
    "The next meeting is on {day} at 6:30 p.m. in the library. Plans can be seen there until the end of "
    "{month}, and comments may be handed in at the counter or sent by post. {body_c} must answer every "
    "one of them in writing.",
)
HEADINGS = ("How it began", "A long dispute", "The numbers", "Voices from the town", "What happens next")


def article(seed: int, size: int = 5000) -> str:
    """One article of about `size` bytes of UTF-8; the same seed gives the same text."""
    rng = random.Random(seed)
    blocks: list[str] = []
    bank: list[str] = []
    length = 0
    while length < size:
        if not bank:
            bank = rng.sample(PARAGRAPHS, len(PARAGRAPHS))
        block = _filled(rng, bank.pop())
        if len(blocks) % 6 == 5:
            blocks.append(HEADINGS[len(blocks) // 6 % len(HEADINGS)])
        blocks.append(block)
        length += len(block.encode()) + 2
    return "\n\n".join(blocks)


def articles(count: int, size: int = 5000, *, seed: int = 0) -> list[str]:
    """Some articles, all different."""
    return [article(seed * 100_003 + number, size) for number in range(count)]


def read_corpus(path: Path, count: int, *, low: int = 4000, high: int = 6000) -> list[str]:
    """The first articles of 4,000 to 6,000 characters in JSON lines with a "text" key, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    found: list[str] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            if low <= len(text) <= high:
                found.append(text)
                if len(found) == count:
                    break
    if not found:
        raise SystemExit(f"{path}: no article of {low:,} to {high:,} characters")
    return found


def _filled(rng: random.Random, paragraph: str) -> str:
    body = rng.choice(BODIES)
    place, place2 = rng.sample(PLACES, 2)
    return paragraph.format(
        name=rng.choice(NAMES),
        place=place,
        place2=place2,
        body=body,
        body_c=body[0].upper() + body[1:],
        day=rng.choice(DAYS),
        month=rng.choice(MONTHS),
        n=rng.randint(120, 980),
        n2=rng.randint(96, 148),
        small=rng.randint(11, 40),
        small2=rng.randint(3, 10),
        digit=rng.randint(1, 9),
    )
