"""Waiting in line: so many at once, the others in their order, nobody left behind."""

import threading
from queue import SimpleQueue

import pytest

from lib.intake.turns import Turns


def test_no_more_at_once_and_the_others_in_their_order() -> None:
    turns, entered, waited = Turns(2), SimpleQueue(), [SimpleQueue() for _ in range(5)]
    leave = [threading.Event() for _ in range(5)]

    def visit(number: int) -> None:
        with turns.turn(waited[number].put, every=60):
            entered.put(number)
            leave[number].wait(60)

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(5)]
    for number, visitor in enumerate(visitors):
        visitor.start()
        if number < 2:
            assert entered.get(timeout=60) == number
        else:
            assert waited[number].get(timeout=60) == number - 2  # so many wait in front
    for leaving, comes in ((1, 2), (0, 3), (3, 4)):
        leave[leaving].set()
        assert entered.get(timeout=60) == comes
    for event in leave:
        event.set()
    for visitor in visitors:
        visitor.join(60)
    assert entered.empty()


def test_who_leaves_the_line_holds_nobody_up() -> None:
    turns = Turns(1)

    def give_up(_ahead: int) -> None:
        raise InterruptedError

    with turns.turn(print, every=1), pytest.raises(InterruptedError), turns.turn(give_up, every=1):
        pass
    with turns.turn(give_up, every=1):
        pass


def test_a_turn_that_fails_is_given_back() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(ValueError, match="x"), turns.turn(print, every=1):
            raise ValueError("x")
