# SPDX-License-Identifier: EUPL-1.2
"""A class or a cohort, typeset in small batches by a few processes.

Batches of some ten pages keep memory flat, as a compiler remembers what it laid out for its last ten files;
a process keeps its compiler, so that what every student shares is laid out once. More than two processes, or
threads inside one, gain nothing on a machine of two cores.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context

from delibere.documents.typesetting.pages import Typesetter
from delibere.documents.typesetting.values import Json

WORKERS = 2
BATCH = 10
"""Students a file: measured, see docs/measures.md."""


def typeset_apart(template: str, values: Iterable[Json], workers: int = WORKERS) -> Iterator[bytes]:
    """One file for each, in their order, as they are made.

    Args:
        template: see `Typesetter`.
        values: what one file each is made of; read as they are needed.
        workers: processes; 0 typesets here. Stopping the iteration stops them, file in hand made.
    """
    return _made(Typesetter.pdf, template, values, workers)


def compiled_batches(template: str, values: Iterable[Json], workers: int = WORKERS) -> Iterator[bytes]:
    """The same as the compiler wrote them, for `join_into`."""
    return _made(Typesetter.compiled, template, values, workers)


def _made(make: "_Make", template: str, values: Iterable[Json], workers: int) -> Iterator[bytes]:
    if not workers:
        typesetter = Typesetter(template)
        yield from (make(typesetter, one) for one in values)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_one_thread)
    with pool:
        try:
            there = partial(_make_there, make, template)
            yield from _in_order(partial(pool.submit, there), iter(values), 2 * workers)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    submit: "Callable[[Json], Future[bytes]]", values: Iterator[Json], ahead: int
) -> Iterator[bytes]:
    """A few ahead of the reader, never all of them in memory."""
    waiting = deque(submit(one) for one in islice(values, ahead))
    while waiting:
        made = waiting.popleft().result()
        waiting.extend(submit(one) for one in islice(values, 1))
        yield made


def _one_thread() -> None:
    """Each process is a core already."""
    os.environ["RAYON_NUM_THREADS"] = "1"


@cache
def _typesetter(template: str) -> Typesetter:
    return Typesetter(template)


def _make_there(make: "_Make", template: str, data: Json) -> bytes:
    return make(_typesetter(template), data)


_Make = Callable[[Typesetter, Json], bytes]
