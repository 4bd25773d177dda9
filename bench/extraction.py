"""How fast extraction is, in how much memory, and that its time grows with the length of the text only.

python -m bench.extraction lines.jsonl [--engine rules|parser]

Each figure is of a process of its own, start included, on one core: seconds of the processor, which do not grow when
the machine is busy with other things, and by the clock. The floor is the same process that only reads the lines and
finds their words with one regular expression: no reader of the text could be faster.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from extraction import extract

SIZES = (10_000, 100_000, 1_000_000)
FLOOR = """
import json, re, sys
words = re.compile(r"\\w+|[^\\w\\s]")
print(sum(len(words.findall(json.loads(line)["text"])) for line in open(sys.argv[1], encoding="utf-8")))
"""
ONE_CORE = os.environ | {"OMP_NUM_THREADS": "1"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.extraction", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("lines", type=Path, help="articles as lines of {id, text} in JSON")
    parser.add_argument("--engine", default="rules")
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.lines.read_text(encoding="utf-8").splitlines()]
    predict = ["-m", "extraction", "predict", str(given.lines), "--engine", given.engine]
    floor, _, _ = min(cost("-c", FLOOR, str(given.lines)) for _ in range(5))
    seconds, clock, memory = min(cost(*predict) for _ in range(5))
    size = sum(map(len, texts))
    print(f"{given.engine}: {len(texts)} articles of {size // len(texts)} characters, {memory} MB")
    print(f"{len(texts) / seconds:.0f} articles a second, {1000 * seconds / len(texts):.1f} ms each")
    print(f"by the clock: {len(texts) / clock:.0f} articles a second")
    print(f"{seconds / floor:.1f} times the floor of {1000 * floor / len(texts):.2f} ms")
    print(f"all that extract() finds, without the start: {everything(texts, given.engine):.1f} ms each")
    for length in SIZES:
        print(f"{length:9} characters in one text: {timed(texts, length, given.engine):6.2f} s")
    return 0


def cost(*arguments: str) -> tuple[float, float, int]:
    """Seconds of the processor, by the clock, and megabytes, of Python with these arguments, start to end."""
    begun = time.perf_counter()
    program = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=ONE_CORE)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise SystemExit(f"{arguments} ended with {program.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss // 1024


def everything(texts: list[str], engine: str) -> float:
    """Milliseconds of the processor for an article with its parties, places, events and circumstances too."""
    extract(texts[0], engine=engine)
    begun = time.process_time()
    for text in texts:
        extract(text, engine=engine)
    return 1000 * (time.process_time() - begun) / len(texts)


def timed(texts: list[str], length: int, engine: str) -> float:
    """Seconds for one text of a length, made of the articles one after the other."""
    body = " ".join(text.replace("\n", " ") for text in texts)
    body = (body * (length // len(body) + 1))[:length]
    extract(body[:1000], language="en", engine=engine)
    begun = time.process_time()
    extract(body, language="en", engine=engine)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
