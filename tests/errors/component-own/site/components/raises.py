"""A role that fails before it is there."""

from generator.components.specification import Argument, Role

DEPTHS = {"low": 1}
DEPTH = DEPTHS["high"]
