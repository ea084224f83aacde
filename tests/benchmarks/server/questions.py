"""Many different questions, as a browser extension and a chat backend ask them: links, numbers, imitations."""

from __future__ import annotations

import json
import random
from pathlib import Path

from scamguard import Knowledge


def write_lua(path: Path, number: int, different: int | None = None, seed: int = 6) -> None:
    """Writes a script for wrk that asks so many questions, in an order that is the same each time.

    Args:
        path: where it is written.
        number: questions, after which it begins again.
        different: how many of them are different; all where None.
        seed: of the choice.
    """
    chance = random.Random(seed)
    found = _questions(different or number, chance)
    asked = found if different is None else [chance.choice(found) for _ in range(number)]
    lines = ",\n".join(json.dumps(json.dumps(question)) for question in asked)
    path.write_text(
        f"local bodies = {{\n{lines}\n}}\nlocal next = 0\n"
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
        "request = function()\n  next = next % #bodies + 1\n"
        '  return wrk.format(nil, "/v1/check", nil, bodies[next])\nend\n',
        encoding="utf-8",
    )


def _questions(number: int, chance: random.Random) -> list[dict[str, str]]:
    knowledge = Knowledge.shipped()
    slugs = sorted(knowledge.platforms)
    domains = [(slug, knowledge.platforms[slug].home) for slug in slugs if "." in knowledge.platforms[slug].home]
    found: list[dict[str, str]] = []
    for count in range(number):
        slug, home = chance.choice(domains)
        kind = count % 10
        if kind < 4:
            found.append({"contact": f"https://site-{count}.example.org/page/{count}"})
        elif kind < 7:
            found.append({"contact": f"https://www.{home}/help/{count}", "claims": slug})
        elif kind < 9:
            found.append({"contact": f"+4420{79460000 + count % 1000:08d}{count}"[:13], "claims": slug})
        else:
            found.append({"contact": f"https://{home.replace('.', '-')}-support{count}.top/"})
    return found
