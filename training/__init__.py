"""How the language room's model is made: data readers, network, training, export, scoring. Not in the wheel."""
