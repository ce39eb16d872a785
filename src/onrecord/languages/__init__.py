"""Language packs: English, Russian and Ukrainian, the same files in each folder.

How to add a language: make a folder named by its ISO 639-1 code with the files that :mod:`onrecord.languages.pack`
describes, add the code to :data:`onrecord.languages.pack.SUPPORTED`, and add its texts to the evaluation. The engine
in :mod:`onrecord.attributions` reads words and switches from the pack only; it names no word of any language.
"""
