"""Words: the lexicon, the dictionary of the tokenizer, search terms."""
