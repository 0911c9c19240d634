# SPDX-License-Identifier: EUPL-1.2
"""A class or a cohort, typeset in small batches by a few processes.

Batches of some twenty pages keep memory flat; a process keeps its compiler, so that what every student shares
is laid out once. More than two processes, or threads inside one, gain nothing on a machine of two cores.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context

from delibere.documents.typesetting.pages import Typesetter
from delibere.documents.typesetting.values import Json

WORKERS = 2
BATCH = 25
"""Students a file: measured, see docs/measures.md."""


def typeset_batches(template: str, batches: Iterable[Json], workers: int = WORKERS) -> Iterator[bytes]:
    """One file for each batch, in their order; stopping the iteration stops the workers, file in hand made.

    Args:
        template: see `Typesetter`.
        batches: what one file each is made of; read as they are needed.
        workers: processes; 0 typesets here.
    """
    if not workers:
        typesetter = Typesetter(template)
        yield from map(typesetter.pdf, batches)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_one_thread)
    with pool:
        try:
            yield from _in_order(pool, template, iter(batches), ahead=2 * workers)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, template: str, batches: Iterator[Json], ahead: int
) -> Iterator[bytes]:
    """A few batches ahead of the reader, never all of them in memory."""
    waiting: list[Future[bytes]] = [pool.submit(_typeset, template, one) for one in islice(batches, ahead)]
    while waiting:
        made = waiting.pop(0).result()
        waiting += [pool.submit(_typeset, template, one) for one in islice(batches, 1)]
        yield made


def _one_thread() -> None:
    """Each process is a core already."""
    os.environ["RAYON_NUM_THREADS"] = "1"


@cache
def _typesetter(template: str) -> Typesetter:
    return Typesetter(template)


def _typeset(template: str, data: Json) -> bytes:
    return _typesetter(template).pdf(data)
