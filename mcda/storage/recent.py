"""The studies read or written last, by their bytes: pages and threads share one frozen study."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from mcda.cooperation.study import Study

# Bytes of packed documents that are remembered: some hundred usual studies, or four of the largest.
BYTE_LIMIT = 400_000

_studies: OrderedDict[bytes, Study] = OrderedDict()
_lock = Lock()


def remembered(content: bytes, read: Callable[[], Study]) -> Study:
    """The study of a kept document: the one at hand, else what `read` gives."""
    with _lock:
        found = _studies.get(content)
        if found is not None:
            _studies.move_to_end(content)
            return found
    study = read()
    with _lock:
        _studies[content] = study
        while len(_studies) > 1 and sum(map(len, _studies)) > BYTE_LIMIT:
            _studies.popitem(last=False)
    return study


def forget() -> None:
    """Forgets all studies, as a process that starts."""
    with _lock:
        _studies.clear()
