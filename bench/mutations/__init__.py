"""Whether the tests notice when the code is wrong: one small mistake at a time is made in a copy and the tests run.

`mutations.toml` lists the mistakes. One that no test notices has survived: a rule of the code that nothing pins.
"""
