"""A property computed on first use and kept, without the lock that `functools.cached_property` takes in Python 3.11."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")


class Lazy(Generic[T]):
    """Computes an attribute once per object and stores it in the object's `__dict__`.

    Meant for pure functions: two threads that ask at the same moment may both compute it, and get the same.
    """

    def __init__(self, function: Callable[..., T]) -> None:
        self.func = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> T | Self:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self.func(instance)
        return value
