"""The quote engine: from article bodies to quotations with their speakers.

Steps, one module each: `spans` (quotation marks), `tokens` and `grammar` (words and their classes), `reading` and
`lookup` (what the steps read), `heads`, `right`, `left`, `sources` and `contents` (what hangs on cues), `judging`,
`quotations` and `floating` (quoted spans), `finding` (all units), `trained` and `model` (the models and how they are
read), `grouping`, `speakers` and what it calls (who is meant), `context`, `evidence`, `marked`, `writing` (the tables);
`engine` composes them.
"""
