"""Dirty files as they come from clients, one family a module; each case knows what it wrote, in exact decimals."""
