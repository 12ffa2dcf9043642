"""The quote engine: from article bodies to quotations with their speakers.

Steps, one module each: `spans` (quotation marks), `tokens`, `lexicon`, `cues`, `mentions`, `quotations` (which spans are
speech, which belong together), `candidates` and `features` (quotation x mention), `ranking`, `entities`, `roles` and
`resolution` (mention to speaker); `engine` composes them.
"""
