"""The published folder: the old tree or the new one, never half of one."""
