"""Goals that a text of results quotes beside what came of them: 完成年度目标任务500人的87%."""

from __future__ import annotations

import re

from gen import units
from gen.model import Status

_FULFILS = re.compile(
    r"(?:完成|占|达到|超过|为)(?:了)?(?:全年|年度|年初|年|总|省|市|区|县|确保|奋斗|预期|考核|下达|定)*(?:目标|计划|任务|预算)(?:总?投资|任务|数|量|总数|额)*的?$"
    r"|(?:完成|占)[^,。;]{0,6}计划[^,。;]{0,6}的$|占(?:全年|年度)[^,。;]*的$"
)
"A share of a goal, and not the goal."
_GOAL = re.compile(
    r"(?:目标(?!群)|目标值|(?<![才动程”])计划|任务(?:数|书|量)|任务|指标)(?:完成)?"
    r"(?:总?投资|任务|总数|数|是|为|值|:|\ |内|完成|改造|建设|新增|资金)*(?:不低于|不少于|约)?$"
)
_GOAL_AFTER = re.compile(r"^[^,。;:、中不]{0,12}?(?:任务|计划数|的?(?:年度|全年|预期)?目标(?!群))(?=[,。;:、\d差]|$|已)")
_BESIDE = re.compile(
    r"(?:高于|低于|高出|超过?|超出|超额|塌|欠|少于|多于|落后于?|慢于|快于|比|较|距|离)"
    r"(?:[^,。;\d]{0,8}|[^,。;]{0,14}\d%?的)(?:目标|计划|任务|指标|预算)[^,。;\d]{0,3}$"
)
"A distance from a goal."
_ASKED = (
    re.compile("(?:要求|规定)(?:的|达到|不低于)$"),
    re.compile("离|距|未|没有|低于|达不到"),
    re.compile(r"^[^,。;\d]{0,4}的(?:规定|考核)?要求"),
)
"A level that others ask for: 没有完成镇上要求的98%, 离全市6%以内的要求还有差距."
_BUDGET = re.compile(
    r"预算(?:总?数|总额|目标)(?:为|是|:)?$|批准(?:的[^,。;\d]{0,8}预算|[^,。;\d]{0,4}调[减增整])为?$|"
    r"(?:年初|调整后?|年度)的?预算(?:为|是)?$|指标(?:任务|数)?(?:为|是|:)?$"
)
_NAMED = re.compile(
    r"(?:任务|目标)(?:是|为)[^,。;:\d]{0,14}$|原定[^,。;\d]{0,8}$|(?:年度|全年|年初)计划安排$|"
    r"(?:目标|任务|计划)(?:任务|数|值)?\((?:[\d.、,和元公里亿万人户个项千米亩]*|[^()\d]{0,8})$"
)
"What a goal in so many words is, or one in brackets: 建设任务是新增床位500张, 占年度目标(470亿元、106亿元)的121%."
_ASSIGNED = re.compile(
    r"(?<!未)(?:(?:下达|分解|核定|分配)[^,。;]{0,26}(?:任务|计划|指标|目标)|(?:安排|下达|分配)(?:给)?我[镇乡县市区村]?[^,。;]{0,4}(?:减|增|完成|新|改|建))"
)
_MET = re.compile("[;]|已|截[至止]|实际|超额|累计|完成")
_DONE = re.compile("已|完成|超额|实现|达到")
_ACHIEVED = re.compile("已|完成(?!投资)[^,。;]*(?:任务|计划)$|超额")
_EXCEEDS = re.compile("超额?(?:完成|实现)了?$")
_EXCEEDED = re.compile("的[^,。;]{0,6}(?:目标|任务|计划)")
_SHARES = re.compile(r"(?:的|目标|任务)(?:有|共)$")
"How many of the tasks: 完成年度目标任务的有3项."


def status(sentence: str, near: str, after: str, unit: str) -> Status | None:
    """`target` for a goal that is quoted, `result` for the share of it that was reached, None for all else.

    `sentence` and `near` are the words of the sentence and of the clause before the amount.

    >>> status("", "完成全年目标的", "。", "%"), status("", "年度目标任务", ",实际完成550人。", "人"), status("", "完成", "个任务", "")
    ('result', 'target', None)
    """
    if _SHARES.search(near):
        return "result"
    if _FULFILS.search(near) and (units.is_share(unit) or not (_BUDGET.search(near) or after.startswith("的"))):
        return "result"
    assigned = _ASSIGNED.search(sentence)
    around = sentence[max(assigned.start() - 8, 0) : assigned.start()] + sentence[assigned.end() :] if assigned else ""
    if assigned and not _MET.search(around):
        return "target"
    return "target" if _is_goal(near, after, unit) else None


def is_exceeded(near: str, after: str) -> bool:
    """Whether the amount is the goal that was exceeded, and not what was reached.

    >>> is_exceeded("超额完成", "的年度目标任务"), is_exceeded("超额完成", "。")
    (True, False)
    """
    return bool(_EXCEEDS.search(near) and _EXCEEDED.match(after))


def _is_goal(near: str, after: str, unit: str) -> bool:
    """Whether the amount is a task: 年度目标任务500人; 完成45个改造任务 is done."""
    if is_exceeded(near, after) or _is_asked(near, after):
        return True
    if _BESIDE.search(near):
        return False
    if _BUDGET.search(near) and not units.is_share(unit):
        return True
    if _NAMED.search(near):
        return True
    goal_after = _GOAL_AFTER.match(after)
    if _GOAL.search(near):
        return after.startswith("的") or not _ACHIEVED.search(near)
    return bool(goal_after and not _DONE.search(near) and not _DONE.search(goal_after[0]))


def _is_asked(near: str, after: str) -> bool:
    behind, short, ahead = _ASKED
    return bool(behind.search(near) or (short.search(near) and ahead.match(after)))
