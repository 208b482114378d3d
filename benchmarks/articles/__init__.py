"""Articles of our own writing with hand-made gold, annotated before any program read them."""
