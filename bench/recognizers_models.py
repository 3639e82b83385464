"""Recognizers-Text's Chinese models on files, run by `bench.recognizers` in the environment that holds them.

`python recognizers_models.py FILE ...` prints JSON: name of a set of models -> seconds for each file.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from recognizers_date_time import DateTimeRecognizer
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from recognizers_text import Culture


def kinds() -> dict[str, list[Any]]:
    """The Chinese models by kind."""
    number, unit = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    return {
        "numbers": [number.get_number_model(), number.get_percentage_model(), number.get_ordinal_model()],
        "units": [unit.get_dimension_model(), unit.get_currency_model(), unit.get_age_model(), unit.get_temperature_model()],
        "dates": [DateTimeRecognizer(Culture.Chinese).get_datetime_model()],
    }


def seconds(models: list[Any], words: str) -> float:
    """How long `models` take, one after the other."""
    start = time.perf_counter()
    for model in models:
        model.parse(words)
    return time.perf_counter() - start


def main(paths: list[Path]) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    took = {}
    for kind, models in kinds().items():
        seconds(models, texts[0])
        took[kind] = [seconds(models, words) for words in texts]
    sets = {
        "numbers and numbers with units": ("numbers", "units"),
        "these and dates": ("numbers", "units", "dates"),
        "numbers without units": ("numbers",),
    }
    print(json.dumps({name: [sum(row) for row in zip(*(took[k] for k in parts), strict=True)] for name, parts in sets.items()}))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
