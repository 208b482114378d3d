"""The Dragoman corpus: annotated news, its guidelines and tools."""
