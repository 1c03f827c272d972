"""Edits of the pictures that documents show: more, others, fewer, and mistakes with them."""

import random
import re

from tests.edits.choosing import any_document, any_file
from tests.pictures import photo, quarters, saved
from tests.rich_event import RichEvent


def picture(event: RichEvent, rng: random.Random) -> None:
    """Add a picture, and show it in a text, with a caption or without."""
    name = f"images/{rng.choice(['', 'deep/'])}new-{event.next()}.jpg"
    event.files[f"content/{name}"] = photo(rng.randrange(20, 90), rng.randrange(20, 90), place=rng.random() < 0.2)
    _, file = any_file(event, rng)
    title = rng.choice(["", ' "A caption"', ' "A caption | Photo: An"'])
    file.body += f"\n\n![New]({rng.choice(['', '{static}/', '../'])}{name}{title})"


def lead(event: RichEvent, rng: random.Random) -> None:
    """Give a document a picture of its own, or another focus, or take its picture away."""
    twins = event.documents[any_document(event, rng, "pages", "people", "sessions", "press", "news", "editions")]
    source = next(iter(twins.values()))
    if "image" in source.fields and rng.random() < 0.4:
        for file in twins.values():
            for name in [name for name in file.fields if name.startswith("image")]:
                del file.fields[name]
        return
    source.fields["image"] = rng.choice(["images/mark.png", "images/hall.jpg", "images/deep/face.png"])
    source.fields["image-focus"] = rng.choice(["50% 50%", "0% 100%", f"{rng.randrange(101)}% 30%"])
    for file in twins.values():
        file.fields["image-alt"] = f"Picture {event.next()}"


def replaced(event: RichEvent, rng: random.Random) -> None:
    """Put another picture into the place of one, or what is none."""
    name = rng.choice(["mark.png", "hall.jpg", "deep/face.png"])
    kind = "PNG" if name.endswith("png") else "JPEG"
    size = rng.randrange(20, 200), rng.randrange(20, 200)
    content = saved(quarters(*size), kind)
    event.files[f"content/images/{name}"] = content if rng.random() < 0.9 else content[: len(content) // 2]


def picture_lost(event: RichEvent, rng: random.Random) -> None:
    """Remove a picture, whether it is shown or not, or write its name in other letters."""
    found = sorted(name for name in event.files if re.match(r"content/images/.*new-", name))
    if not found:
        return
    name = rng.choice(found)
    content = event.files.pop(name)
    if rng.random() < 0.3:
        event.files[name.replace("new-", "New-")] = content
