"""Long stacks in blocks: what linear algebra may do meanwhile."""

from contextlib import ExitStack

from threadpoolctl import threadpool_info, threadpool_limits

from mcda.core.blocks import _one_thread_a_product


def threads_of_linear_algebra() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_linear_algebra_keeps_to_one_thread_until_the_last_of_two_crowds_is_weighed() -> None:
    with threadpool_limits(2, user_api="blas"):
        first, second = ExitStack(), ExitStack()
        first.enter_context(_one_thread_a_product())
        second.enter_context(_one_thread_a_product())
        first.close()
        assert threads_of_linear_algebra() == {1}
        second.close()
        assert threads_of_linear_algebra() == {2}
