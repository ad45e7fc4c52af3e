"""Bridges to other libraries, one file each. None is imported by scoring; each says which extra it needs."""
