"""One strict reader a module: a cell in, and out comes its value, Held with a sentence, or None when it says nothing.

None of them guesses: what can be read in two ways is held.
"""
