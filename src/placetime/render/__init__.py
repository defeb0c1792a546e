"""How it is drawn: one room a renderer, each knows only the scene."""
