# -*- coding: latin-1 -*-
"""Grüße in Latin-1."""
ä = "ä", "Grüße"
