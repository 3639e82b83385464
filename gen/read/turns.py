"""What turns a passage to results or to plans: a caption above it, a sentence that opens it."""

from __future__ import annotations

import re

from gen.model import Role

_OPENS_PLAN = re.compile(
    r"(?:任务|目标|打算|计划|安排|思路|重点|举措)(?:是|为|如下|包括)?:|(?:任务|目标)(?:是|为)|^\W*(?:下一步|明年|下一年|今后|"
    r"接下来|20\d\d年,?(?:计划|将|要|我们将))"
)
_OPENS_RESULT = re.compile(r"^\W*(?:一年来|过去一年|回顾|去年|今年以来|20\d\d年以来|截至|全年完成|目前)|已|实际完成|上半年|完成了")
_LOOKS_BACK = re.compile(r"\W*(?:过去的?一年|一年来)[^。;]*(?:取得|成绩|成就|进展|成效)[^。;]*")
_CAPTION = re.compile(
    r"\W{0,2}[^,。;:\W]{0,6}(?:(?P<plans>目标|任务|打算|安排|实事|计划)|回顾|成绩单?|成效)\W{0,2}"
    r"|[【\[](?:(?P<ahead>今年|明年|新一年|未来)|去年|上年|过去一年)[^,。;:】\]]{0,12}[】\]]"
    r"|(?:(?P<next>今年|明年)|去年|上年)"
)
"A line that heads what follows in a newspaper: 【回顾】, 【今年目标】, 【今年怎么干】."


def caption(line: str) -> Role | None:
    """The role of what a newspaper heads by a line of a few words.

    >>> caption("【今年目标】"), caption("回顾"), caption("区长 某某")
    ('plans', 'results', None)
    """
    match = None if line.rstrip().endswith("。") else _CAPTION.fullmatch(line.strip())
    return None if match is None else "plans" if match["plans"] or match["ahead"] or match["next"] else "results"


def turn(role: Role | None, words: str) -> Role | None:
    """The role of the sentences after `words` in their paragraph: one that opens plans turns it, and among plans one that looks back.

    >>> turn("results", "主要任务是:完成改造64件。"), turn("results", "完成改造64件。")
    ('plans', 'results')
    >>> turn("plans", "过去一年,各项工作取得了很大成绩。")
    'results'
    """
    if role == "plans" and _LOOKS_BACK.match(words):
        return "results"
    return "plans" if _OPENS_PLAN.search(words) and not _OPENS_RESULT.search(words) else role
